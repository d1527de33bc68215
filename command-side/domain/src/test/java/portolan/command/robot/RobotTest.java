package portolan.command.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static portolan.command.Refusing.assertRefused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import portolan.language.user.Secret;

class RobotTest {
  private static final RobotId ID = new RobotId(5);
  private static final RobotSpec SPEC = new RobotSpec("builds", -1, -1, false, List.of());
  private static final RobotSpec DISABLED = new RobotSpec("builds", -1, -1, true, List.of());

  private final Robot robot = new Robot();

  @ParameterizedTest
  @ValueSource(strings = {"", "CI", "a+b", "a..b", "-a", "a b", "robot$ci"})
  void refusesANameThatBreaksTheGrammar(String name) {
    var refused =
        catchThrowableOfType(RefusedException.class, () -> robot.decideCreation(create(name), ID));

    assertThat(refused.refusal()).isInstanceOf(Refusal.NameInvalid.class);
  }

  @Test
  void tellsWhatItMayBeforeAndAfter() {
    robot.on(new RobotCreated(ID, "ci", null, null, SPEC));

    assertThat(robot.decideChange(DISABLED))
        .containsExactly(new RobotChanged(ID, null, SPEC, DISABLED));
    assertThat(robot.decideChange(SPEC)).isEmpty();
  }

  @Test
  void isUnknownOnceDeleted() {
    robot.on(new RobotCreated(ID, "ci", null, null, SPEC));
    robot.on(new RobotDeleted(ID, null, "ci"));

    assertRefused(robot::decideRefresh, new Refusal.RobotUnknown(5));
  }

  private static CreateRobot create(String name) {
    return new CreateRobot(name, Optional.empty(), Optional.empty(), SPEC, new Secret("hash"));
  }
}
