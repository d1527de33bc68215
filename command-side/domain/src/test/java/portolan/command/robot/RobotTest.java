package portolan.command.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static portolan.command.Refusing.assertRefused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.RefreshRobotSecret;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
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
  void tellsWhatItMightWhenItIsDeleted() {
    robot.on(new RobotCreated(ID, "ci", null, null, SPEC));
    robot.on(new RobotChanged(ID, null, SPEC, DISABLED));

    assertThat(robot.decideDeletion()).containsExactly(new RobotDeleted(ID, null, "ci", DISABLED));
  }

  @Test
  void isUnknownOnceDeleted() {
    robot.on(new RobotCreated(ID, "ci", null, null, SPEC));
    robot.on(new RobotDeleted(ID, null, "ci", SPEC));

    assertRefused(() -> robot.decideRefresh(refresh(null)), new Refusal.RobotUnknown(5));
  }

  @Test
  void tellsHowLongItsOldSecretIsGood() {
    robot.on(new RobotCreated(ID, "ci", null, null, SPEC));
    var until = Instant.parse("2026-11-29T08:00:00Z");

    assertThat(robot.decideRefresh(refresh(until)))
        .containsExactly(new RobotSecretRefreshed(ID, null, until));
    assertThat(robot.decideRefresh(refresh(null)))
        .containsExactly(new RobotSecretRefreshed(ID, null, null));
  }

  private static RefreshRobotSecret refresh(@Nullable Instant until) {
    return new RefreshRobotSecret(ID, new Secret("hash"), Optional.ofNullable(until));
  }

  private static CreateRobot create(String name) {
    return new CreateRobot(name, Optional.empty(), Optional.empty(), SPEC, new Secret("hash"));
  }
}
