package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.ACME;
import static portolan.query.History.LATEST;
import static portolan.query.History.WEB;
import static portolan.query.History.WEB_NAME;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.deleted;
import static portolan.query.History.digest;
import static portolan.query.History.image;
import static portolan.query.History.member;
import static portolan.query.History.moved;
import static portolan.query.History.pushed;
import static portolan.query.History.removed;
import static portolan.query.History.robot;
import static portolan.query.History.user;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.access.Grant;
import portolan.language.access.Holding;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.artifact.FindManifest;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveRoles;
import portolan.language.repository.FindBlob;
import portolan.language.repository.ResolveRepository;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import portolan.language.tag.ResolveTag;
import portolan.language.user.AdministersAProject;
import portolan.language.user.FindAccount;
import portolan.language.user.ResolveAccount;
import portolan.language.user.ResolveAddress;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;

class ResolvingTest {
  private final ReadModelsFixture views = new ReadModelsFixture();

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void knowsAProjectUntilItIsDeleted() {
    var acme = new ProjectName("acme");
    views.given(History.project(1, "acme", false));
    assertThat(views.ask(new ResolveProject(acme)).orElseThrow().isPublic()).isFalse();
    views.given(new ProjectSettingChanged(ACME, "public", "false", "true"));
    assertThat(views.ask(new ResolveProject(acme)).orElseThrow().isPublic()).isTrue();
    views.given(new ProjectDeleted(ACME, acme));
    assertThat(views.ask(new ResolveProject(acme))).isEmpty();
  }

  @Test
  void knowsTheRolesOfAMember() {
    views.given(acmeWithWeb());
    views.given(member(1, 1, 4, Role.DEVELOPER));
    assertThat(views.ask(new ResolveRoles(ACME, new UserId(4))))
        .containsExactly(Holding.of(Role.DEVELOPER));
    assertThat(views.ask(new ResolveRoles(ACME, new UserId(5)))).isEmpty();
  }

  @Test
  void knowsWhoAdministersAProject() {
    views.given(acmeWithWeb());
    views.given(member(1, 1, 4, Role.DEVELOPER), member(2, 1, 5, Role.PROJECT_ADMIN));
    assertThat(views.ask(new AdministersAProject(new UserId(4)))).isFalse();
    assertThat(views.ask(new AdministersAProject(new UserId(5)))).isTrue();
  }

  @Test
  void findsWhatWasPushedAndWhereATagPoints() {
    var one = image("one", "layer");
    views.given(acmeWithWeb());
    views.given(pushed(1, one), moved("latest", null, one.digest()));
    assertThat(views.ask(new ResolveRepository(WEB_NAME)).orElseThrow().id()).isEqualTo(WEB);
    assertThat(views.ask(new ResolveRepository(RepositoryName.of("acme/other")))).isEmpty();
    assertThat(views.ask(new ResolveTag(WEB, LATEST))).contains(one.digest());
    assertThat(views.ask(new FindManifest(WEB, one.digest())).orElseThrow().size()).isEqualTo(1);
    assertThat(views.ask(new FindBlob(ACME, WEB_NAME, digest("layer")))).contains(100L);
    views.given(removed("latest", one.digest()), deleted(1, one));
    assertThat(views.ask(new ResolveTag(WEB, LATEST))).isEmpty();
    assertThat(views.ask(new FindManifest(WEB, one.digest()))).isEmpty();
    assertThat(views.ask(new FindBlob(ACME, WEB_NAME, digest("layer")))).isEmpty();
  }

  @Test
  void findsABlobThatWasUploadedLately() {
    views.given(acmeWithWeb());
    hold("fresh", "now() + interval '1 hour'");
    hold("stale", "now() - interval '1 hour'");
    assertThat(views.ask(new FindBlob(ACME, WEB_NAME, digest("fresh")))).contains(33L);
    assertThat(views.ask(new FindBlob(ACME, WEB_NAME, digest("stale")))).isEmpty();
  }

  @Test
  void knowsAPersonByNameUntilTheAccountIsClosed() {
    views.given(user(views.vault, 3, "Alice"));
    var account = views.ask(new ResolveAccount("alice")).orElseThrow();
    assertThat(account.id()).isEqualTo(new UserId(3));
    assertThat(views.ask(new FindAccount(new UserId(3)))).contains(account);
    assertThat(views.ask(new ResolveAddress("ALICE@example.org"))).contains(account);
    assertThat(views.ask(new ResolveAddress("alice"))).isEmpty();
    views.given(new UserDeleted(new UserId(3), user(views.vault, 3, "Alice").name()));
    assertThat(views.ask(new ResolveAccount("alice"))).isEmpty();
    assertThat(views.ask(new ResolveAddress("alice@example.org"))).isEmpty();
    assertThat(views.postgres.rows("SELECT t::text FROM views.account t").toString())
        .doesNotContainIgnoringCase("alice");
  }

  @Test
  void knowsARobotByProjectAndName() {
    views.given(acmeWithWeb());
    views.given(robot(5, "ci"));
    var account = views.ask(new ResolveRobot("acme+ci")).orElseThrow();
    assertThat(account.grants()).isEqualTo(robot(5, "ci").spec().grants());
    assertThat(views.ask(new ResolveRobot("ci"))).isEmpty();
  }

  @Test
  void takesAGrantWithoutANumberForTheProjectThatWasThereThen() {
    var acme = new ProjectName("acme");
    views.given(acmeWithWeb());
    views.given(systemRobot(6, "old", grant("acme"), grant("zoo"), grant("*")));
    views.given(History.project(2, "zoo", false));
    assertThat(projects("old")).containsExactly(ACME, null, null);
    views.given(new ProjectDeleted(ACME, acme), History.project(3, "acme", false));
    assertThat(projects("old")).containsExactly(null, null, null);
    views.given(systemRobot(7, "new", grant("acme").in(ACME), grant("zoo")));
    assertThat(projects("new")).containsExactly(ACME, new ProjectId(2));
  }

  private List<@Nullable ProjectId> projects(String robot) {
    var account = views.ask(new ResolveRobot(robot)).orElseThrow();
    return account.grants().stream().map(Grant::project).toList();
  }

  private static Grant grant(String namespace) {
    return new Grant("project", namespace, Set.of(new Permission("repository", "pull")));
  }

  private static RobotCreated systemRobot(int id, String name, Grant... grants) {
    return new RobotCreated(
        new RobotId(id), name, null, null, new RobotSpec("", -1, -1, false, List.of(grants)));
  }

  private void hold(String blob, String until) {
    views.postgres.execute(
        "INSERT INTO public.blob_holding VALUES ('%s', 1, 'web', 33, %s)"
            .formatted(digest(blob), until));
  }
}
