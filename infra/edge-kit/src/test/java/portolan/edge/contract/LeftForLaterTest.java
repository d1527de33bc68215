package portolan.edge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is left for later, beside the list of it for people.
class LeftForLaterTest {
  private static final Path LIST = Path.of("../../docs/api.md");

  @Test
  void isListedForPeople() throws IOException {
    var listed =
        Files.readString(LIST)
            .lines()
            .dropWhile(line -> !line.equals("## Left for later"))
            .filter(line -> line.startsWith("    "))
            .map(line -> line.strip().replaceFirst(" +", " "))
            .toList();
    var later =
        Operations.all().stream()
            .filter(Operation::later)
            .map(it -> it.method() + " " + it.path())
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(later);
  }
}
