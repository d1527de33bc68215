package portolan.edge.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What people may be called: what Harbor allows, but no characters that nobody sees, and no name
/// that the audit trail has for others.
public final class PersonNames {
  private static final int LONGEST = 255;
  private static final Pattern FORBIDDEN =
      Pattern.compile("[,\"~#%$]|[\\p{Cc}\\p{Cf}\\p{Z}\\u115f\\u1160\\u3164\\uffa0&&[^ ]]");

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
