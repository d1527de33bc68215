package portolan.edge.workload;

import java.util.List;
import portolan.language.pattern.Doublestar;
import portolan.language.trust.TrustRuleSpec;

/// Whether a rule trusts a token.
public final class Trust {
  private Trust() {}

  /// Issuer and audience must be the rule's to the letter, and every claim that it names must be
  /// there and fit.
  public static boolean given(TrustRuleSpec rule, IdentityToken token) {
    return !rule.disabled()
        && rule.issuer().equals(token.issuer())
        && token.audiences().contains(rule.audience())
        && !rule.claims().isEmpty()
        && rule.claims().entrySet().stream()
            .allMatch(claim -> fits(claim.getValue(), token.texts(claim.getKey())));
  }

  private static boolean fits(String pattern, List<String> texts) {
    try {
      var wanted = Doublestar.of(pattern);
      return texts.stream().anyMatch(wanted::matches);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
