package portolan.edge.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What people may be called: what Harbor allows, but nothing that readers of the audit trail would
/// take for another name.
public final class PersonNames {
  private static final int LONGEST = 255;
  private static final Pattern FORBIDDEN =
      Pattern.compile("[,\"~#%$]|[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /// Whom records name that no account stands behind.
  private static final Set<String> RESERVED = Set.of("anonymous", "system");

  private PersonNames() {}

  /// Whether an account may have this name.
  public static boolean isGood(String name) {
    return !name.isEmpty() && name.length() <= LONGEST && isClear(name) && !isReserved(name);
  }

  /// Whether it has no character that Harbor forbids or that nobody sees, nor blanks around it.
  public static boolean isClear(String name) {
    return !FORBIDDEN.matcher(name).find() && name.strip().equals(name);
  }

  public static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }
}
