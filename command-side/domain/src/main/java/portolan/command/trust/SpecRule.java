package portolan.command.trust;

import java.time.Duration;
import java.util.regex.Pattern;
import portolan.language.pattern.Doublestar;
import portolan.language.refusal.Refusal;
import portolan.language.trust.TrustRuleSpec;

/// What a trust rule must say. One that would trust everybody whom an issuer knows is none.
final class SpecRule {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final Pattern ISSUER = Pattern.compile("https?://[^\\s?#]{1,500}");
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int MOST_CLAIMS = 20;
  private static final long SHORTEST_SECONDS = 60;
  private static final long LONGEST_SECONDS = Duration.ofHours(6).toSeconds();

  private SpecRule() {}

  /// Throws what is wrong with a rule.
  static void check(TrustRuleSpec spec) {
    if (spec.name().length() > LONGEST_NAME || !NAME.matcher(spec.name()).matches()) {
      throw new Refusal.NameInvalid(
              spec.name(), "lowercase letters and digits, joined by '.', '_' or '-'")
          .asException();
    }
    require(spec.description().length() <= LONGEST_DESCRIPTION, "description", "is too long");
    require(
        ISSUER.matcher(spec.issuer()).matches(), "issuer", "must be a URL without query or blanks");
    require(
        !spec.audience().isBlank() && spec.audience().length() <= LONGEST_TEXT,
        "audience",
        "must have 1 to " + LONGEST_TEXT + " characters");
    require(!spec.access().isEmpty(), "permissions", "a rule must give something");
    require(
        spec.lifetimeSeconds() >= SHORTEST_SECONDS && spec.lifetimeSeconds() <= LONGEST_SECONDS,
        "lifetime_seconds",
        "must be between " + SHORTEST_SECONDS + " and " + LONGEST_SECONDS);
    require(
        !spec.claims().isEmpty() && spec.claims().size() <= MOST_CLAIMS,
        "claims",
        "a rule needs 1 to " + MOST_CLAIMS + " of them, or it trusts everybody");
    spec.claims().forEach(SpecRule::check);
  }

  private static void check(String claim, String pattern) {
    require(!claim.isBlank() && claim.length() <= LONGEST_TEXT, "claims", "a claim has a name");
    try {
      require(
          Doublestar.of(pattern).isParticular(),
          "claims",
          "the pattern of "
              + claim
              + " may do without any letter or digit of its own and would fit"
              + " everything");
    } catch (IllegalArgumentException e) {
      throw new Refusal.ParameterInvalid("claims", "not a pattern: " + e.getMessage())
          .asException();
    }
  }

  private static void require(boolean holds, String field, String why) {
    if (!holds) {
      throw new Refusal.ParameterInvalid(field, why).asException();
    }
  }
}
