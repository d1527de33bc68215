package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.running.Single;

/// What the launcher has done to the program once it is built.
@Tag("alone")
class RehearsingTest {

  @Test
  void pushesAndPullsAndSaysSo() {
    try (var registry = Single.started()) {
      var outcome = registry.programs().getFirst().tool("rehearse");
      assertThat(outcome.good()).as(outcome.said()).isTrue();
      assertThat(outcome.said()).containsPattern("\\d+ images were pushed and pulled\\.");
      assertThat(registry.asAdmin().get("/api/v2.0/projects/library/repositories").json().size())
          .isGreaterThan(1);

      registry.programs().getFirst().stop();
      var refused = registry.programs().getFirst().tool("rehearse");
      assertThat(refused.good()).isFalse();
      assertThat(refused.said()).contains("The rehearsal broke off").doesNotContain("\tat ");
    }
  }
}
