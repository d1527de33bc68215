package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// People with a browser: cookie in, cookie out, and nothing that another site could ask for.
@Tag("alone")
class SessionsTest {
  private static final String PROJECTS = "/api/v2.0/projects";
  private static final String ME = "/api/v2.0/users/current";
  private static Single registry;
  private static World world;

  @BeforeAll
  static void start() {
    registry = Single.started();
    world = new World(registry);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void beginWithTheRightPasswordAndEndWhenAsked() {
    var person = world.user();
    var browser = new Browser(registry);
    assertThat(signedIn(browser, person)).hasStatus(200);
    assertThat(browser.get(ME).json().path("username").asString()).isEqualTo(person.name());
    assertThat(browser.get("/c/log_out")).hasStatus(200);
    assertThat(browser.get(ME)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void haveAnIdThatNobodyKnewBefore() {
    var browser = new Browser(registry);
    browser.get("/api/v2.0/systeminfo");
    var before = browser.cookie("sid");
    signedIn(browser, world.user());
    var after = browser.cookie("sid");
    assertThat(after).isNotEqualTo(before).hasSizeGreaterThanOrEqualTo(43);
    browser.get("/c/log_out");
    browser.keep("sid", after);
    assertThat(browser.get(ME)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void tellNotWhetherNameOrPasswordWasWrong() {
    var person = world.user();
    var known = signedIn(new Browser(registry), person.withPassword("Wrong-Word-1"));
    var unknown = signedIn(new Browser(registry), new Person(Names.fresh("no"), "Wrong-Word-1"));
    assertThat(known).hasStatus(401);
    assertThat(unknown).hasStatus(401);
    assertThat(known.text()).isEqualTo(unknown.text());
  }

  @Test
  void refuseChangesThatShowNoToken() {
    var person = world.user();
    var browser = new Browser(registry);
    signedIn(browser, person);
    int id = browser.get(ME).json().path("user_id").asInt();
    var change = Map.of("email", person.name() + "@example.org", "realname", "Changed");
    browser.forgetToken();
    assertThat(browser.send("PUT", "/api/v2.0/users/" + id, change)).isRefused(403, "FORBIDDEN");
    browser.forgetToken();
    assertThat(browser.send("PUT", "//api//v2.0/users/" + id, change)).isRefused(403, "FORBIDDEN");
    assertThat(browser.get(ME).json().path("realname").asString()).isNotEqualTo("Changed");
    // The refusal itself brought a token, as clients expect that try again.
    assertThat(browser.send("PUT", "/api/v2.0/users/" + id, change)).hasStatus(200);
  }

  @Test
  void refuseChangesThatPagesOfOthersAskFor() {
    var browser = new Browser(registry);
    signedIn(browser, world.user());
    for (var origin : List.of("http://evil.example", "null", "http://[")) {
      browser.comeFrom(origin);
      assertThat(browser.send("POST", PROJECTS, Map.of("project_name", Names.fresh("p"))))
          .isRefused(403, "FORBIDDEN");
    }
    browser.comeFrom("https://" + registry.address().getHost());
    assertThat(browser.send("POST", PROJECTS, Map.of("project_name", Names.fresh("p"))))
        .hasStatus(201);
  }

  @Test
  void takeNoTokenThatWasGivenToSomebodyElse() {
    var other = new Browser(registry);
    other.get("/c/login");
    var browser = new Browser(registry);
    browser.get("/c/login");
    browser.useTokenOf(other);
    assertThat(browser.form("/c/login", Map.of("principal", "admin", "password", "x")))
        .isRefused(403, "FORBIDDEN");
  }

  @Test
  void outliveARestartOfTheProgram() {
    var browser = new Browser(registry);
    signedIn(browser, world.user());
    registry.program().stop();
    registry.program().start();
    assertThat(browser.get(ME)).hasStatus(200);
  }

  @Test
  void endWhenThePasswordChanges() {
    var person = world.user();
    var browser = new Browser(registry);
    signedIn(browser, person);
    int id = browser.get(ME).json().path("user_id").asInt();
    var change = Map.of("old_password", person.password(), "new_password", "Quadrant-99");
    assertThat(registry.as(person).send("PUT", "/api/v2.0/users/" + id + "/password", change))
        .hasStatus(200);
    assertThat(browser.get(ME)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void endWithTheAccount() {
    var browser = new Browser(registry);
    signedIn(browser, world.user());
    int id = browser.get(ME).json().path("user_id").asInt();
    assertThat(registry.asAdmin().delete("/api/v2.0/users/" + id)).hasStatus(200);
    assertThat(browser.get(ME)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void loseARoleAtOnceForTokensToo() {
    var project = world.privateProject();
    var developer = project.member(Role.DEVELOPER);
    var path = "/v2/" + project.name() + "/app/tags/list";
    var scope = "&scope=repository:" + project.name() + "/app:pull";
    var token =
        registry
            .as(developer)
            .get("/service/token?service=harbor-registry" + scope)
            .json()
            .path("token")
            .asString();
    var client = registry.asNobody().bearing(token);
    assertThat(client.get(path).status()).isIn(200, 404);
    var browser = new Browser(registry);
    signedIn(browser, developer);
    assertThat(browser.get(project.api())).hasStatus(200);
    var members = project.api() + "/members";
    var member =
        registry.asAdmin().get(members + "?entityname=" + developer.name()).each("/id").getFirst();
    assertThat(registry.asAdmin().delete(members + "/" + member)).hasStatus(200);
    assertThat(client.get(path)).hasStatus(401);
    assertThat(browser.get(project.api())).isRefused(403, "FORBIDDEN");
  }

  @Test
  void openNothingOfTheRegistryProtocol() {
    var browser = new Browser(registry);
    signedIn(browser, Registry.ADMIN);
    assertThat(browser.get("/v2/library/none/tags/list")).isRefused(401, "UNAUTHORIZED");
    assertThat(browser.get("/service/token?service=harbor-registry&scope=registry:catalog:*"))
        .hasStatus(200);
  }

  @Test
  void letPeopleRegisterWhereThatIsAllowed() {
    var name = Names.fresh("self");
    var form =
        Map.of(
            "username",
            name,
            "realname",
            "Self",
            "email",
            name + "@example.org",
            "password",
            World.PASSWORD);
    var browser = new Browser(registry);
    browser.get("/c/login");
    assertThat(browser.send("POST", "/api/v2.0/users", form)).hasStatus(401);
    setSelfRegistration(true);
    assertThat(registry.asNobody().send("POST", "/api/v2.0/users", form)).hasStatus(403);
    assertThat(browser.send("POST", "/api/v2.0/users", form)).hasStatus(201);
    assertThat(browser.form("/c/userExists", Map.of("target", "username", "value", name)).text())
        .isEqualTo("true");
    setSelfRegistration(false);
    assertThat(browser.form("/c/userExists", Map.of("target", "username", "value", name)))
        .hasStatus(412);
  }

  private static void setSelfRegistration(boolean on) {
    var change = Map.of("self_registration", on);
    assertThat(registry.asAdmin().send("PUT", "/api/v2.0/configurations", change)).hasStatus(200);
  }

  private static Answer signedIn(Browser browser, Person person) {
    browser.get("/c/login");
    return browser.form(
        "/c/login", Map.of("principal", person.name(), "password", person.password()));
  }
}
