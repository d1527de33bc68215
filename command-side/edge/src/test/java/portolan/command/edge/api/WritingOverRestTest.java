package portolan.command.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.access.Actor;
import portolan.language.access.Grant;
import portolan.language.access.Holding;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeProjectSettings;
import portolan.language.project.CreateProject;
import portolan.language.project.DeleteProject;
import portolan.language.project.Member;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.project.ResolveRoles;
import portolan.language.quota.SetStorageLimit;
import portolan.language.repository.DeleteRepository;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import portolan.language.robot.ChangeRobot;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.FindRobot;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import portolan.language.user.Account;
import portolan.language.user.ChangePassword;
import portolan.language.user.ResolveAccount;
import portolan.language.user.UserId;

class WritingOverRestTest {
  private static final ProjectId PA = new ProjectId(12);
  private static final ProjectName NAME = new ProjectName("pa");
  private static final String ROBOT =
      """
      {"name":"%s","level":"project","duration":30,"permissions":[
        {"kind":"project","namespace":"pa","access":[{"resource":"repository","action":"%s"}]}]}
      """;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = new ApiServer();
    var pa = new ProjectRef(PA, NAME, false, Instant.EPOCH);
    var facts = server.facts;
    facts.put(new ResolveAccount("admin"), account(1, "admin", true));
    facts.put(new ResolveAccount("alice"), account(7, "alice", false));
    facts.put(new ResolveAccount("bob"), account(8, "bob", false));
    facts.put(new ResolveProject(NAME), Optional.of(pa));
    facts.put(new ResolveProjectById(PA), Optional.of(pa));
    facts.put(new ResolveRoles(PA, new UserId(7)), Set.of(Holding.of(Role.PROJECT_ADMIN)));
    var repository = RepositoryName.of("pa/team/web");
    facts.put(
        new ResolveRepository(repository),
        Optional.of(new RepositoryRef(new RepositoryId(3), PA, repository)));
    var grant =
        new Grant(
            "project",
            "pa",
            Set.of(new Permission("robot", "create"), new Permission("repository", "pull")),
            PA);
    var robot = new RobotAccount(new RobotId(4), "pa+ci", PA, false, -1, List.of(grant));
    facts.put(new ResolveRobot("pa+ci"), Optional.of(robot));
    var spec = new RobotSpec("", 30, 0, false, List.of(grant));
    var details =
        new RobotDetails(
            new RobotId(4),
            "pa+ci",
            PA,
            spec,
            Actor.user(7),
            ApiServer.NOW,
            ApiServer.NOW,
            null,
            null);
    facts.put(new FindRobot(new RobotId(4)), Optional.of(details));
    server.answers.put(CreateProject.class, new ProjectId(20));
    server.answers.put(AddMember.class, new MembershipId(5));
    server.answers.put(CreateRobot.class, new RobotId(9));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.sent.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "'', pa, 401", "'', none, 401", "bob, pa, 403", "bob, none, 403", "bob, 12, 403",
    "bob, 99, 403", "alice, none, 403", "admin, none, 404", "admin, 99, 404", "alice, pa, 200",
    "alice, 12, 200", "admin, pa, 200"
  })
  void tellsOnlyAdministratorsThatAProjectIsNotThere(String who, String project, int status)
      throws Exception {
    assertThat(call(who, "DELETE", "/projects/" + project, "").statusCode()).isEqualTo(status);
    assertThat(server.sent).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void takesDigitsForANameWhenToldSo() throws Exception {
    assertThat(
            call("admin", "DELETE", "/projects/12", "", "X-Is-Resource-Name", "true").statusCode())
        .isEqualTo(404);
  }

  @Test
  void saysWhereANewProjectIs() throws Exception {
    var body = "{\"project_name\":\"pb\",\"metadata\":{\"public\":\"true\",\"odd\":\"x\"}}";
    var answer = call("bob", "POST", "/projects", body);
    var named = call("bob", "POST", "/projects", body, "X-Resource-Name-In-Location", "true");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(location(answer)).isEqualTo("/api/v2.0/projects/20");
    assertThat(location(named)).isEqualTo("/api/v2.0/projects/pb");
    assertThat(server.sent)
        .contains(
            new CreateProject(new ProjectName("pb"), new UserId(8), Map.of("public", "true"), -1));
  }

  @Test
  void heedsAStorageLimitFromAdministratorsOnly() throws Exception {
    var body = "{\"project_name\":\"pb\",\"storage_limit\":1024}";
    call("bob", "POST", "/projects", body);
    call("admin", "POST", "/projects", body);

    assertThat(server.sent)
        .extracting(command -> ((CreateProject) command).storageLimit())
        .containsExactly(-1L, 1024L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /projects | {'project_name':'Upper'} | 400",
        "POST | /projects | {'project_name':5} | 422",
        "POST | /projects | {'project_name':'x','metadata':{'public':'maybe'}} | 400",
        "POST | /projects | {'project_name':'x','storage_limit':-2} | 400",
        "POST | /projects | not json | 422",
        "POST | /projects/pa/metadatas/ | {'auto_scan':'true','severity':'low'} | 400",
        "POST | /projects/pa/metadatas/ | {'nothing':'true'} | 400",
        "DELETE | /projects/pa/metadatas/public | '' | 400",
        "POST | /projects/pa/members | {'role_id':9,'member_user':{'username':'bob'}} | 400",
        "POST | /projects/pa/members | {'role_id':2,'member_user':{'username':'who'}} | 404",
        "PUT | /projects/pa/members/5 | {'role_id':0} | 400",
        "PUT | /projects/pa/members/x | {'role_id':2} | 422",
        "PUT | /quotas/12 | {'hard':{'storage':0}} | 400",
        "PUT | /quotas/12 | {'hard':{'count':5}} | 400",
        "POST | /users | {'username':'a,b','email':'a@b.c','realname':'a'} | 400",
        "POST | /users | {'username':'m','email':'a@b','realname':'a','password':'Long-Word-1'} | 400",
        "POST | /users | {'username':'m','email':'.a@b.de','realname':'a','password':'Long-Word-1'} | 400",
        "POST | /users | {'username':'m','email':'a..b@b.de','realname':'a','password':'Long-Word-1'} | 400",
        "POST | /users | {'username':'m','email':'a@b.12','realname':'a','password':'Long-Word-1'} | 400",
        "PUT | /users/1/password | {'old_password':'no','new_password':'Other-Word-2'} | 403",
      })
  void refusesWhatDoesNotFit(String method, String path, String body, int status) throws Exception {
    var answer = call("admin", method, path, body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"errors\"");
    assertThat(server.sent).isEmpty();
  }

  @Test
  void setsALimitByTheNumberOfTheProject() throws Exception {
    call("admin", "PUT", "/quotas/12", "{\"hard\":{\"storage\":-1}}");

    assertThat(server.sent).containsExactly(new SetStorageLimit(PA, -1));
    assertThat(call("alice", "PUT", "/quotas/12", "{\"hard\":{\"storage\":1}}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void removesASettingByName() throws Exception {
    call("alice", "DELETE", "/projects/pa/metadatas/auto_scan", "");

    assertThat(server.sent)
        .containsExactly(new ChangeProjectSettings(PA, Map.of("auto_scan", Optional.empty())));
  }

  @Test
  void findsAMemberByName() throws Exception {
    var answer =
        call(
            "alice",
            "POST",
            "/projects/pa/members",
            "{\"role_id\":4,\"member_user\":{\"username\":\"bob\"}}");

    assertThat(location(answer)).isEqualTo("/api/v2.0/projects/pa/members/5");
    assertThat(server.sent)
        .containsExactly(new AddMember(PA, new Member(Member.Kind.USER, 8), Role.MAINTAINER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"team%252Fweb", "team%2Fweb"})
  void readsASlashThatIsEncodedOnceOrTwice(String path) throws Exception {
    var answer = call("alice", "DELETE", "/projects/pa/repositories/" + path, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.sent).containsExactly(new DeleteRepository(new RepositoryId(3)));
  }

  @Test
  void showsARobotsSecretOnceAndSendsItsHash() throws Exception {
    var answer = call("alice", "POST", "/robots", ROBOT.formatted("deploy", "push"));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(location(answer)).isEqualTo("/api/v2.0/robots/9");
    assertThat(answer.body())
        .contains("\"name\":\"robot$pa+deploy\"")
        .contains("\"expires_at\":1793448000")
        .containsPattern("\"secret\":\"[A-Za-z0-9]{32}\"");
    var sent = (CreateRobot) server.sent.getFirst();
    assertThat(sent.secretHash().value()).startsWith("$argon2id$");
  }

  @ParameterizedTest
  @CsvSource({"pull, 201", "push, 403"})
  void letsARobotMakeNoneThatMayMore(String action, int status) throws Exception {
    assertThat(call("robot$pa+ci", "POST", "/robots", ROBOT.formatted("more", action)).statusCode())
        .isEqualTo(status);
  }

  @Test
  void keepsARobotsNameAndLevel() throws Exception {
    assertThat(call("alice", "PUT", "/robots/4", ROBOT.formatted("other", "pull")).statusCode())
        .isEqualTo(400);
    assertThat(call("bob", "PUT", "/robots/4", ROBOT.formatted("robot$pa+ci", "pull")).statusCode())
        .isEqualTo(403);
    assertThat(
            call("alice", "PUT", "/robots/4", ROBOT.formatted("robot$pa+ci", "pull")).statusCode())
        .isEqualTo(200);
    assertThat(server.sent).hasSize(1).first().isInstanceOf(ChangeRobot.class);
  }

  @Test
  void changesOnesOwnPasswordWithTheOldOne() throws Exception {
    var right =
        "{\"old_password\":\"%s\",\"new_password\":\"Other-Word-2\"}".formatted(ApiServer.SECRET);
    var same = "{\"old_password\":\"%1$s\",\"new_password\":\"%1$s\"}".formatted(ApiServer.SECRET);

    assertThat(call("bob", "PUT", "/users/8/password", same).statusCode()).isEqualTo(400);
    assertThat(call("admin", "PUT", "/users/8/password", same).statusCode()).isEqualTo(400);
    assertThat(call("bob", "PUT", "/users/7/password", right).statusCode()).isEqualTo(403);
    assertThat(call("bob", "PUT", "/users/8/password", right).statusCode()).isEqualTo(200);
    assertThat(server.sent).hasSize(1).first().isInstanceOf(ChangePassword.class);
  }

  @Test
  void deletesNobodysOwnAccount() throws Exception {
    assertThat(call("admin", "DELETE", "/users/1", "").statusCode()).isEqualTo(403);
    assertThat(call("alice", "DELETE", "/users/8", "").statusCode()).isEqualTo(403);
    assertThat(call("admin", "DELETE", "/users/8", "").statusCode()).isEqualTo(200);
    assertThat(call("", "DELETE", "/projects/pa", "").statusCode()).isEqualTo(401);
    assertThat(server.sent).noneMatch(DeleteProject.class::isInstance);
  }

  private static HttpResponse<String> call(
      String who, String method, String path, String body, String... headers) throws Exception {
    return server.call(who, method, path, body, headers);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("none");
  }

  private static Optional<Account> account(int id, String name, boolean administrator) {
    return Optional.of(new Account(new UserId(id), name, administrator));
  }
}
