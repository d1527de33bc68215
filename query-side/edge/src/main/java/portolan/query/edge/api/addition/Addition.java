package portolan.query.edge.api.addition;

import java.nio.charset.StandardCharsets;

/// A text to show beside an artifact.
record Addition(String contentType, byte[] bytes) {
  private static final String JSON = "application/json; charset=utf-8";

  static Addition json(String text) {
    return new Addition(JSON, text.getBytes(StandardCharsets.UTF_8));
  }
}
