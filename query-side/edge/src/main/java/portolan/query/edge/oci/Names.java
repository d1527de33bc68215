package portolan.query.edge.oci;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.edge.oci.V2Exchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.json.JsonFactory;

/// Writes lists of names.
final class Names {
  static final String JSON = "application/json; charset=utf-8";
  private static final JsonFactory FACTORY = new JsonFactory();

  private Names() {}

  /// Answers `{"name": …, "<field>": […]}`.
  ///
  /// @param name left out when null
  static Mono<Void> write(
      V2Exchange exchange, @Nullable String name, String field, List<String> names) {
    var bytes = new ByteArrayOutputStream(64 + 24 * names.size());
    try (var json = FACTORY.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      if (name != null) {
        json.writeStringProperty("name", name);
      }
      json.writeArrayPropertyStart(field);
      names.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return exchange.complete(JSON, bytes.toByteArray());
  }
}
