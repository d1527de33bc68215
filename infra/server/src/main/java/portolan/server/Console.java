package portolan.server;

/// What the person who started the program reads. Everything else is for the log.
public final class Console {
  private Console() {}

  @SuppressWarnings("SystemOut")
  public static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /// Says why something was not done.
  @SuppressWarnings("SystemOut")
  static void complain(String sentence) {
    System.err.println(sentence.strip());
  }
}
