package portolan.acceptance.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AssertProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the registry answered.
public record Answer(String request, int status, HttpHeaders headers, byte[] body)
    implements AssertProvider<AnswerAssert> {
  private static final JsonMapper JSON = JsonMapper.shared();

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return JSON.readTree(body);
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /// The value of a header that has to be there.
  public String must(String header) {
    return header(header)
        .orElseThrow(() -> new AssertionError("%s has no header %s".formatted(this, header)));
  }

  /// Path and query of the header `Location`.
  public String location() {
    var location = URI.create(must("Location"));
    var query = location.getRawQuery();
    return location.getRawPath() + (query == null ? "" : "?" + query);
  }

  /// The number at the end of `Location`.
  public int newId() {
    var path = location();
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  /// The codes of the errors in the body.
  public List<String> codes() {
    return json().path("errors").valueStream().map(error -> error.path("code").asString()).toList();
  }

  /// The words of the first error.
  public String message() {
    return json().path("errors").path(0).path("message").asString();
  }

  /// The text at a JSON pointer, of each element of the list in the body.
  public List<String> each(String pointer) {
    return json().valueStream().map(element -> element.at(pointer).asString()).toList();
  }

  @Override
  @Deprecated
  public AnswerAssert assertThat() {
    return new AnswerAssert(this);
  }

  @Override
  public String toString() {
    var shown = text();
    return "%s -> %d %s %s"
        .formatted(
            request, status, headers.map(), shown.substring(0, Math.min(shown.length(), 2000)));
  }
}
