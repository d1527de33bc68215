package portolan.language.allowlist;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vulnerabilities that do not count: 10,000 at most, each once, of 1 to 128 characters.
///
/// @param cves in the order given
/// @param expiresAt seconds of the epoch from when on all count again; null for never
public record CveAllowlist(List<String> cves, @Nullable Long expiresAt) {
  private static final int LONGEST = 128;
  private static final int MOST = 10_000;

  public static final CveAllowlist EMPTY = new CveAllowlist(List.of(), null);

  /// @throws IllegalArgumentException when the list breaks its bounds
  public CveAllowlist {
    cves = List.copyOf(cves);
    if (cves.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " CVEs");
    }
    var seen = new HashSet<String>();
    for (var cve : cves) {
      if (cve.isBlank() || cve.length() > LONGEST || cve.indexOf(0) >= 0) {
        throw new IllegalArgumentException("a CVE id has 1 to " + LONGEST + " characters");
      }
      if (!seen.add(cve)) {
        throw new IllegalArgumentException(cve + " is there twice");
      }
    }
  }
}
