package portolan.edge.outside;

import java.util.regex.Pattern;

/// What others say of people and their groups.
public final class Hearsay {
  /// No name and no address has these, and no database keeps all of them.
  private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private Hearsay() {}

  /// A text without blanks around it; empty when it holds a control character or half a character.
  public static String text(String said) {
    var bare = said.strip();
    return UNSPEAKABLE.matcher(bare).find() ? "" : bare;
  }
}
