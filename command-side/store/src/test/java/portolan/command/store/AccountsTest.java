package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.access.Role;
import portolan.language.project.AddMember;
import portolan.language.project.CreateProject;
import portolan.language.project.DeleteProject;
import portolan.language.project.Member;
import portolan.language.refusal.Refusal;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.DeleteRobot;
import portolan.language.robot.RefreshRobotSecret;
import portolan.language.robot.RobotSpec;
import portolan.language.user.ChangePassword;
import portolan.language.user.ChangeProfile;
import portolan.language.user.DeleteUser;
import portolan.language.user.RegisterUser;
import portolan.language.user.Secret;
import portolan.language.user.UserId;

class AccountsTest {
  private static final RobotSpec SPEC = new RobotSpec("", -1, -1, false, List.of());

  private final DecidingSide side = DecidingSide.shared();

  @Test
  void freesTheNameOfAClosedAccountAndForgetsItsPassword() {
    side.send(register("first", "first@example.com"));
    var id = side.send(register("Alice", "alice@example.com"));

    assertThat(Refusals.of(() -> side.send(register("aLICE", "other@example.com"))))
        .isEqualTo(new Refusal.AccountTaken("aLICE", "other@example.com"));
    assertThat(Refusals.of(() -> side.send(register("alice2", "ALICE@example.com"))))
        .isEqualTo(new Refusal.AccountTaken("alice2", "ALICE@example.com"));

    side.send(new DeleteUser(id));

    assertThat(side.users.hash(id)).isEmpty();
    assertThat(side.send(register("alice", "alice@example.com"))).isNotEqualTo(id);
  }

  @Test
  void keepsNamesAndHashesOutOfHistory() {
    var id = side.send(register("mallory-the-secret", "mallory@example.com"));
    side.send(new ChangePassword(id, new Secret("argon-two")));
    side.send(new ChangeProfile(id, "mallory@example.com", "Mallory", "hello"));
    side.send(new ChangeProfile(id, "mallory@example.com", "Mallory", "hello"));

    assertThat(side.users.hash(id)).contains(new Secret("argon-two"));
    assertThat(side.history(StreamNames.of(id)))
        .containsExactly("user-registered", "password-changed", "profile-changed");
    assertThat(
            side.database.number(
                """
                SELECT count(*) FROM event WHERE convert_from(payload, 'UTF8') LIKE '%mallory%'
                  OR convert_from(payload, 'UTF8') LIKE '%argon%'
                """))
        .isZero();
  }

  @Test
  void makesRobotNamesUniqueInTheirProjectOnly() {
    var one = Images.inProject(side, -1);
    var two = Images.inProject(side, -1);
    var first = side.send(robot("ci", one));
    side.send(robot("ci", two));

    assertThat(Refusals.of(() -> side.send(robot("ci", one))))
        .isEqualTo(new Refusal.NameTaken("robot", "ci"));
    side.send(new RefreshRobotSecret(first, new Secret("second"), Optional.empty()));
    assertThat(side.robots.hash(first)).contains(new Secret("second"));
    assertThat(side.robots.old(first)).isEmpty();
    side.send(new DeleteRobot(first));
    assertThat(side.robots.hash(first)).isEmpty();
    assertThat(side.send(robot("ci", one))).isNotEqualTo(first);
  }

  @Test
  void keepsTheSecretBeforeTheLatestWhenThatIsAskedForAndNoOther() {
    var robot = side.send(robot("ci", Images.inProject(side, -1)));
    var until = Instant.parse("2030-01-01T00:00:00Z");

    side.send(new RefreshRobotSecret(robot, new Secret("second"), Optional.of(until)));
    assertThat(side.robots.old(robot)).contains(new RobotRows.Old(new Secret("first"), until));
    side.send(new RefreshRobotSecret(robot, new Secret("third"), Optional.of(until)));
    assertThat(side.robots.old(robot)).contains(new RobotRows.Old(new Secret("second"), until));
    side.send(new RefreshRobotSecret(robot, new Secret("fourth"), Optional.empty()));

    assertThat(side.robots.old(robot)).isEmpty();
    assertThat(side.robots.hash(robot)).contains(new Secret("fourth"));
    assertThat(side.history(StreamNames.of(robot)))
        .containsExactly(
            "robot-created",
            "robot-secret-refreshed",
            "robot-secret-refreshed",
            "robot-secret-refreshed");
  }

  @Test
  void takesMembersAndRobotsAlongWithTheirProject() {
    var images = Images.inProject(side, -1);
    var robot = side.send(robot("ci", images));

    side.send(new DeleteProject(images.project()));

    assertThat(side.history(StreamNames.of(robot)))
        .containsExactly("robot-created", "robot-deleted");
    assertThat(side.history(StreamNames.of(images.project())))
        .containsExactly("project-created", "member-added", "member-removed", "project-deleted");
    assertThat(Refusals.of(() -> side.send(robot("ci", images))))
        .isEqualTo(new Refusal.ProjectUnknown(images.project().toString()));
    assertThat(side.send(new CreateProject(images.name(), new UserId(1), Map.of(), -1)))
        .isNotEqualTo(images.project());
  }

  @Test
  void refusesAMemberWhoHasNoAccount() {
    var images = Images.inProject(side, -1);
    var nobody = new Member(Member.Kind.USER, 99999);

    assertThat(Refusals.of(() -> side.send(new AddMember(images.project(), nobody, Role.GUEST))))
        .isEqualTo(new Refusal.UserUnknown(99999));
  }

  @Test
  void refusesTheNameOfALivingProject() {
    var images = Images.inProject(side, -1);

    assertThat(
            Refusals.of(
                () -> side.send(new CreateProject(images.name(), new UserId(1), Map.of(), -1))))
        .isEqualTo(new Refusal.NameTaken("project", images.name().value()));
  }

  private static RegisterUser register(String name, String email) {
    return new RegisterUser(name, email, "", "", new Secret("argon-one"), false);
  }

  private static CreateRobot robot(String name, Images images) {
    return new CreateRobot(
        name, Optional.of(images.project()), Optional.of(images.name()), SPEC, new Secret("first"));
  }
}
