package portolan.language.oci;

/// Words of lowercase letters and digits, and what may join them. Without regular expressions,
/// since names are read with every request and with every event of a history.
final class NameForm {
  private NameForm() {}

  /// Words joined by `.`, `_` or `-`.
  static boolean isProject(String text) {
    return isJoined(text, NameForm::joinsProject);
  }

  /// Words joined by `.`, `_`, `__`, any number of `-`, or `/`.
  static boolean isPath(String text) {
    return isJoined(text, NameForm::joinsPath);
  }

  private interface Joint {
    boolean fits(String text, int from, int to);
  }

  private static boolean isJoined(String text, Joint joint) {
    int i = 0;
    while (true) {
      int word = i;
      while (i < text.length() && isOfWord(text.charAt(i))) {
        i++;
      }
      if (i == word) {
        return false;
      }
      if (i == text.length()) {
        return true;
      }
      int from = i;
      while (i < text.length() && !isOfWord(text.charAt(i))) {
        i++;
      }
      if (!joint.fits(text, from, i)) {
        return false;
      }
    }
  }

  private static boolean isOfWord(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  private static boolean joinsProject(String text, int from, int to) {
    return to - from == 1 && "._-".indexOf(text.charAt(from)) >= 0;
  }

  private static boolean joinsPath(String text, int from, int to) {
    return switch (text.charAt(from)) {
      case '.', '/' -> to - from == 1;
      case '_' -> to - from == 1 || to - from == 2 && text.charAt(from + 1) == '_';
      case '-' -> isAllHyphens(text, from, to);
      default -> false;
    };
  }

  private static boolean isAllHyphens(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }
}
