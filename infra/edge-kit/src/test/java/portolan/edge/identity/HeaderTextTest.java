package portolan.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
  @Test
  void isReadAsUtf8WhereItIsThat() {
    assertThat(HeaderText.of(sent("\u00fcberf\u00e4llig \u2713")))
        .contains("\u00fcberf\u00e4llig \u2713");
    assertThat(HeaderText.of("\u00fcberf\u00e4llig")).contains("\u00fcberf\u00e4llig");
    assertThat(HeaderText.of("ticket 7")).contains("ticket 7");
  }

  @Test
  void hasNoControlCharacters() {
    assertThat(HeaderText.of(sent("a\tb\u0085c\u009b31md\u007f"))).contains("a?b?c?31md?");
    assertThat(HeaderText.of("a\u009b31m")).contains("a?31m");
  }

  @Test
  void isCutBetweenCharacters() {
    assertThat(HeaderText.of(sent("x".repeat(511) + "\ud83d\ude00"))).contains("x".repeat(511));
    assertThat(HeaderText.of("x".repeat(600))).contains("x".repeat(512));
  }

  @Test
  void isNothingWhenItIsBlank() {
    assertThat(HeaderText.of(null)).isEmpty();
    assertThat(HeaderText.of("  ")).isEmpty();
  }

  /// As the server hands over the bytes of a header.
  private static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
