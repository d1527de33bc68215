package portolan.command.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static portolan.command.Refusing.assertRefused;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.oci.ProjectName;
import portolan.language.project.AddMember;
import portolan.language.project.GrantRepositories;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantId;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.user.UserId;

class ProjectTest {
  private static final ProjectId ACME = new ProjectId(2);
  private static final ProjectName NAME = new ProjectName("acme");
  private static final Member OWNER = new Member(Member.Kind.USER, 1);
  private static final MembershipId FIRST = new MembershipId(1);

  private final Project project = new Project();

  @BeforeEach
  void made() {
    project.on(new ProjectCreated(ACME, NAME, new UserId(1), Map.of("public", "false")));
    project.on(new MemberAdded(ACME, FIRST, OWNER, Role.PROJECT_ADMIN));
  }

  @Test
  void tellsOldAndNewValueOfWhatChangesAndNothingElse() {
    var wanted =
        Map.of(
            "public",
            Optional.of("true"),
            "auto_scan",
            Optional.of("true"),
            "severity",
            Optional.<String>empty());

    assertThat(project.decideSettings(wanted))
        .containsExactly(
            new ProjectSettingChanged(ACME, "auto_scan", null, "true"),
            new ProjectSettingChanged(ACME, "public", "false", "true"));
  }

  @Test
  void refusesASecondMembershipOfTheSameUser() {
    assertRefused(
        () -> project.decideMember(new AddMember(ACME, OWNER, Role.GUEST), new MembershipId(9)),
        new Refusal.NameTaken("member", "1"));
  }

  @Test
  void aGroupIsNotTheUserOfTheSameNumber() {
    var group = new Member(Member.Kind.GROUP, 1);

    assertThat(project.decideMember(new AddMember(ACME, group, Role.GUEST), new MembershipId(9)))
        .hasSize(1);
  }

  @Test
  void changesARoleFromTheOneHeld() {
    assertThat(project.decideRole(FIRST, RoleChoice.of(Role.GUEST)))
        .containsExactly(new MemberRoleChanged(ACME, FIRST, OWNER, Role.PROJECT_ADMIN, Role.GUEST));
    assertThat(project.decideRole(FIRST, RoleChoice.of(Role.PROJECT_ADMIN))).isEmpty();
  }

  @Test
  void tellsACustomRoleFromTheOneThatItIsShownAs() {
    var releaser = new RoleChoice(Role.PROJECT_ADMIN, new CustomRoleId(101));

    assertThat(project.decideRole(FIRST, releaser))
        .containsExactly(
            new MemberRoleChanged(
                ACME,
                FIRST,
                OWNER,
                Role.PROJECT_ADMIN,
                Role.PROJECT_ADMIN,
                null,
                new CustomRoleId(101)));
  }

  @Test
  void grantsRepositoriesOnceAndEndsTheGrantsWithItself() {
    var grant = new RepositoryGrantId(4);
    var developer = RoleChoice.of(Role.DEVELOPER);
    var wanted = new GrantRepositories(ACME, OWNER, "team/**", developer);
    var granted = new RepositoriesGranted(ACME, grant, OWNER, "team/**", developer);
    assertThat(project.decideGrant(wanted, grant)).containsExactly(granted);
    project.on(granted);

    assertRefused(
        () -> project.decideGrant(wanted, new RepositoryGrantId(5)),
        new Refusal.NameTaken("repository grant", "team/**"));
    assertThat(project.decideGrantedRole(grant, developer)).isEmpty();
    assertThat(project.decideGrantedRole(grant, RoleChoice.of(Role.GUEST)))
        .containsExactly(
            new RepositoryGrantChanged(
                ACME, grant, OWNER, "team/**", developer, RoleChoice.of(Role.GUEST)));
    assertThat(project.decideDeletion(0))
        .contains(new RepositoryGrantWithdrawn(ACME, grant, OWNER, "team/**", developer));
    assertRefused(
        () -> project.decideWithdrawal(new RepositoryGrantId(77)),
        new Refusal.RepositoryGrantUnknown(77));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "{a,b}", "[a-z]", "A", "a b", "a?"})
  void grantsNothingByAPatternThatTheDatabaseWouldReadOtherwise(String pattern) {
    var wanted = new GrantRepositories(ACME, OWNER, pattern, RoleChoice.of(Role.GUEST));

    var refused =
        catchThrowableOfType(
            RefusedException.class, () -> project.decideGrant(wanted, new RepositoryGrantId(1)));

    assertThat(refused.refusal()).isInstanceOf(Refusal.ParameterInvalid.class);
  }

  @Test
  void refusesAMembershipOfAnotherProject() {
    assertRefused(() -> project.decideRemoval(new MembershipId(77)), new Refusal.MemberUnknown(77));
  }

  @Test
  void refusesToGoWhileItHoldsARepository() {
    assertRefused(() -> project.decideDeletion(3), new Refusal.ProjectNotEmpty("acme", 3));
  }

  @Test
  void endsItsMembershipsBeforeItself() {
    assertThat(project.decideDeletion(0))
        .containsExactly(
            new MemberRemoved(ACME, FIRST, OWNER, Role.PROJECT_ADMIN),
            new ProjectDeleted(ACME, NAME));
  }

  @Test
  void isUnknownOnceDeleted() {
    project.on(new ProjectDeleted(ACME, NAME));

    assertRefused(() -> project.decideDeletion(0), new Refusal.ProjectUnknown("2"));
  }
}
