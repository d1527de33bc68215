package portolan.acceptance.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import tools.jackson.databind.json.JsonMapper;

/// A request for an operation.
///
/// @param proof the status that shows that the caller was let in, beside that of success: what
///   comes after the question of who may; 0 for none
/// @param once whether it can be sent with success only once
record Ask(String method, String path, String body, List<String> headers, int proof, boolean once) {

  static Ask of(String method, String path) {
    return new Ask(method, path, "", List.of(), 0, false);
  }

  Ask query(String query) {
    return new Ask(method, path + "?" + query, body, headers, proof, once);
  }

  Ask json(Object value) {
    return sending("application/json", JsonMapper.shared().writeValueAsString(value));
  }

  /// With another body of the same type.
  Ask text(String other) {
    return new Ask(method, path, other, headers, proof, once);
  }

  Ask form(String form) {
    return sending("application/x-www-form-urlencoded", form);
  }

  private Ask sending(String type, String text) {
    return new Ask(method, path, text, and("Content-Type", type), proof, once);
  }

  Ask header(String name, String value) {
    return new Ask(method, path, body, and(name, value), proof, once);
  }

  Ask provedBy(int status) {
    return new Ask(method, path, body, headers, status, once);
  }

  Ask onlyOnce() {
    return new Ask(method, path, body, headers, proof, true);
  }

  Answer by(Client client) {
    return client.upload(
        method, path, body.getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new));
  }

  private List<String> and(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return List.copyOf(more);
  }
}
