package portolan.command.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;

/// Every short text is a name or none, as the specification's expressions say.
class NamesTest {
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
  private static final String LETTERS = "a0._-/A\u00e9";
  private static final int LONGEST = 6;

  private int names;

  @Test
  void areWhatTheSpecificationSays() {
    compare("");
    assertThat(names).isGreaterThan(1_000);
  }

  private void compare(String text) {
    boolean path = PATH.matcher(text).matches();
    assertThat(isPath(text)).as(text).isEqualTo(path);
    assertThat(ProjectName.isValid(text)).as(text).isEqualTo(PROJECT.matcher(text).matches());
    names += path ? 1 : 0;
    if (text.length() < LONGEST) {
      LETTERS.chars().forEach(letter -> compare(text + (char) letter));
    }
  }

  private static boolean isPath(String text) {
    try {
      return RepositoryName.of("acme/" + text).path().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
