package portolan.server.tool;

/// What a check found.
///
/// @param good whether all is well
/// @param subject what was looked at
/// @param state what was seen
/// @param wayOut what to do; blank when nothing has to be done
record Finding(boolean good, String subject, String state, String wayOut) {

  static Finding good(String subject, String state) {
    return new Finding(true, subject, state, "");
  }

  static Finding bad(String subject, String state, String wayOut) {
    return new Finding(false, subject, state, wayOut);
  }

  /// As one line.
  String line() {
    var mark = good ? "ok   " : "FAIL ";
    return mark + "%-12s %s".formatted(subject, state) + (wayOut.isEmpty() ? "" : " → " + wayOut);
  }
}
