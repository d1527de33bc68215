package portolan.command.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.access.Permission;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.trust.TrustRuleSpec;

class SpecRuleTest {
  private static final Set<Permission> PULL = Set.of(new Permission("repository", "pull"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "**",
        "?",
        "{a,**}",
        "{**,a}",
        "{,a}*",
        "{a,{b,*}}",
        "[a-z]*",
        "[!a]*",
        "[^0-9]",
        "\\*/*"
      })
  void refusesAPatternThatFitsWithoutALetterOfItsOwn(String pattern) {
    var refused = catchThrowableOfType(RefusedException.class, () -> SpecRule.check(spec(pattern)));

    assertThat(refused.refusal()).isInstanceOf(Refusal.ParameterInvalid.class);
    assertThat(refused.refusal().toString()).contains("would fit everything");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acme/web", "acme/**", "{acme,zoo}/*", "refs/tags/v[0-9]*", "[!a]b", "\\a*", "1"})
  void takesAPatternThatNamesSomething(String pattern) {
    SpecRule.check(spec(pattern));
  }

  private static TrustRuleSpec spec(String pattern) {
    var claims = Map.of("repository", pattern);
    return new TrustRuleSpec("ci", "", "https://issuer.example", "us", claims, PULL, 600, false);
  }
}
