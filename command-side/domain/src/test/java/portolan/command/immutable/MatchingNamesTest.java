package portolan.command.immutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.pattern.Doublestar;

class MatchingNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "** a/b/c true",
        "* abc true",
        "* a/b false",
        "v* v1 true",
        "v* 1v false",
        "v?.? v1.2 true",
        "v?.? v1.23 false",
        "a/** a/b/c true",
        "a/** a false",
        "**/c a/b/c true",
        "**/c c true",
        "a/**/c a/c true",
        "a/**/c a/b/b/c true",
        "a/**/c a/b/d false",
        "a**c abc true",
        "[a-c]x bx true",
        "[^a-c]x bx false",
        "[!a-c]x dx true",
        "{dev,prod/*} prod/web true",
        "{dev,prod/*} test false",
        "{v{1,2},w}.0 v2.0 true",
        "\\* x false",
        "\\* * true",
        "release-*.*.* release-1.2.3 true"
      })
  void matchesAsHarborDoes(String pattern, String name, boolean matches) {
    assertThat(Doublestar.of(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a-", "[", "[]", "a\\", "{a,b", "[-a]"})
  void refusesABrokenPattern(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> Doublestar.of(pattern));
  }

  @Test
  void refusesAPatternThatBranchesWithoutEnd() {
    assertThatIllegalArgumentException().isThrownBy(() -> Doublestar.of("{a,b}".repeat(20)));
  }

  @Test
  void isQuickWhateverThePattern() {
    var pattern = Doublestar.of("*a".repeat(60) + "b");
    Assertions.assertTimeout(
        Duration.ofSeconds(1), () -> assertThat(pattern.matches("a".repeat(128))).isFalse());
  }
}
