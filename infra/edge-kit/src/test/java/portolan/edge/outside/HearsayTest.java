package portolan.edge.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HearsayTest {
  @ParameterizedTest
  @ValueSource(strings = {"G\u0000x", "\u0007", "a\nb", "a\u0085b", "\ud83d", "\ude00x"})
  void isNothingWhenNoDatabaseOrNoReaderCouldTakeIt(String said) {
    assertThat(Hearsay.text(said)).isEmpty();
  }

  @Test
  void isTakenAsItIsOtherwise() {
    assertThat(Hearsay.text(" Gr\u00fc\u00dfe \ud83d\ude00\n"))
        .isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00");
  }
}
