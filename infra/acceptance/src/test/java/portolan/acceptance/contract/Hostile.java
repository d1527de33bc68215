package portolan.acceptance.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Texts that mean something to a database, a template, a browser, a file system or a parser.
final class Hostile {
  /// What an expression below is when somebody evaluates it.
  static final String EVALUATED = "1022117";

  static final List<String> TEXTS =
      List.of(
          "'",
          "' or '1'='1",
          "a';select pg_sleep(30)--",
          "%' or 1=1--",
          "\\",
          "\"",
          "\u2018\u02bc\uff07",
          "${1013*1009}",
          "#{1013*1009}",
          "{{1013*1009}}",
          "T(java.lang.Runtime)",
          "<img src=x onerror=alert(1)>",
          "a\u0000b",
          "a\r\nSet-Cookie: hostile=1",
          "../../etc/passwd",
          "-1",
          "99999999999999999999",
          "x".repeat(300));

  /// Some of them, where all would take long.
  static final List<String> FEW =
      List.of(TEXTS.get(2), TEXTS.get(7), TEXTS.get(13), TEXTS.getLast());

  /// Values of every type, as JSON.
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "99999999999999999999",
          "1e400",
          "\"\"",
          "[]",
          "{}",
          "[null]",
          "[{}]",
          "[[1]]");

  static final List<String> STRUCTURES = List.of("{}", "[]", "[[1]]");

  private Hostile() {}

  /// As a part of an address.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// JSON so deep that a careless parser runs out of stack.
  static String deep(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  /// JSON of more than a mebibyte.
  static String large() {
    return "{\"name\":\"" + "x".repeat((1 << 20) + 1) + "\"}";
  }
}
