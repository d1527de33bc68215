package portolan.query.repository;

/// Turns the pattern of a grant into a regular expression for the database: `*` is any run of
/// characters but `/`, and `**` as a whole part any number of parts, behind the last slash one at
/// least.
final class NamePattern {
  private NamePattern() {}

  static String regex(String pattern) {
    var regex = new StringBuilder("^");
    var parts = pattern.replaceAll("(^|/)\\*\\*(/\\*\\*)+(?=/|$)", "$1**").split("/", -1);
    boolean begun = false;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].equals("**")) {
        regex.append(anyParts(begun, i == parts.length - 1));
      } else {
        regex.append(begun ? "/" : "").append(part(parts[i]));
        begun = true;
      }
    }
    return regex.append('$').toString();
  }

  /// @param begun whether a part stands before, whose slash is missing
  private static String anyParts(boolean begun, boolean last) {
    if (last) {
      return begun ? "/.+" : ".*";
    }
    return begun ? "(/[^/]+)*" : "([^/]+/)*";
  }

  private static String part(String part) {
    return part.replace(".", "\\.").replaceAll("\\*+", "[^/]*");
  }
}
