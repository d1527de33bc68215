package portolan.command.quota;

import static org.assertj.core.api.Assertions.assertThatCode;
import static portolan.command.Refusing.assertRefused;

import org.junit.jupiter.api.Test;
import portolan.language.refusal.Refusal;

class AllowanceTest {

  @Test
  void allowsToFillTheLimitExactly() {
    assertThatCode(() -> new Allowance(100, 60).require(40)).doesNotThrowAnyException();
  }

  @Test
  void refusesOneByteMoreAndSaysHowMuchThereIs() {
    assertRefused(() -> new Allowance(100, 60).require(41), new Refusal.QuotaExceeded(100, 60, 41));
  }

  @Test
  void allowsWhatAddsNothingThoughTheLimitWasLoweredBelowTheUse() {
    assertThatCode(() -> new Allowance(10, 60).require(0)).doesNotThrowAnyException();
    assertRefused(() -> new Allowance(10, 60).require(1), new Refusal.QuotaExceeded(10, 60, 1));
  }

  @Test
  void refusesToBeginAnythingPastTheLimit() {
    assertThatCode(() -> new Allowance(60, 60).requireWithin()).doesNotThrowAnyException();
    assertThatCode(() -> new Allowance(-1, 60).requireWithin()).doesNotThrowAnyException();
    assertRefused(
        () -> new Allowance(10, 60).requireWithin(), new Refusal.QuotaExceeded(10, 60, 0));
  }

  @Test
  void allowsAnythingWithoutALimit() {
    assertThatCode(() -> new Allowance(-1, 0).require(Long.MAX_VALUE)).doesNotThrowAnyException();
  }

  @Test
  void refusesASizeThatWouldOverflow() {
    assertRefused(
        () -> new Allowance(100, 60).require(Long.MAX_VALUE),
        new Refusal.QuotaExceeded(100, 60, Long.MAX_VALUE));
  }
}
