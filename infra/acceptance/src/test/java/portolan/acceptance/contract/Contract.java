package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.acceptance.running.Registry;
import tools.jackson.databind.JsonNode;

/// The registry's own description of its API.
record Contract(JsonNode document, List<Operation> operations) {

  static Contract of(Registry registry) {
    var answer = registry.asNobody().get("/api/v2.0/openapi.json");
    assertThat(answer).hasStatus(200);
    var document = answer.json();
    var operations = new ArrayList<Operation>();
    document
        .path("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry((method, entry) ->
                operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, entry))));
    return new Contract(document, List.copyOf(operations));
  }

  Operation operation(String id) {
    return operations.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the contract does not know " + id));
  }

  /// The lines of a resource beside this class that are no comments.
  static List<String> lines(String resource) {
    try (InputStream in = Contract.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
