package portolan.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import portolan.language.event.Position;

class StandstillTest {
  private final Hands clock = new Hands();
  private final Standstill standstill = new Standstill(clock);

  @Test
  void isFoundWhenEventsWaitAndNothingMoves() {
    assertThat(standstill.look(new Position(5), new Position(3))).isEmpty();
    clock.pass(Duration.ofSeconds(9));
    assertThat(standstill.look(new Position(9), new Position(3))).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    assertThat(standstill.look(new Position(9), new Position(3)).orElseThrow())
        .contains("stand at 3 of 9");
    assertThat(standstill.look(new Position(9), new Position(4))).isEmpty();
  }

  @Test
  void isNoneWhileThereIsNothingToDo() {
    for (int i = 0; i < 3; i++) {
      assertThat(standstill.look(new Position(3), new Position(3))).isEmpty();
      clock.pass(Duration.ofMinutes(1));
    }
  }
}
