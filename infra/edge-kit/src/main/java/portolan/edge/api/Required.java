package portolan.edge.api;

import portolan.language.refusal.Refusal;

/// Parameters that must say something.
public final class Required {
  private Required() {}

  /// The text, unless it is blank: that counts as if the parameter were not there.
  public static String inQuery(String name, String text) {
    if (text.isBlank()) {
      throw new Refusal.BodyInvalid(name + " in query is required").asException();
    }
    return text;
  }
}
