package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// People whom an OIDC provider knows: a real one, spoken to over HTTP.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class OidcTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final String SETTINGS = "/api/v2.0/configurations";

  private static IdentityProvider provider;
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() {
    registry = Single.started();
    admin = registry.asAdmin();
    provider = new IdentityProvider(registry.address() + "/c/oidc/callback");
    set(
        Map.of(
            "auth_mode", "oidc_auth",
            "oidc_name", "Spring",
            "oidc_endpoint", provider.issuer(),
            "oidc_client_id", IdentityProvider.CLIENT,
            "oidc_client_secret", IdentityProvider.SECRET,
            "oidc_scope", "openid,profile,email",
            "oidc_groups_claim", "groups",
            "oidc_admin_group", "bosses"));
  }

  @AfterAll
  static void stop() {
    registry.close();
    provider.close();
  }

  @Test
  @Order(1)
  void isTriedBeforeItIsUsed() {
    var there = Map.of("url", provider.issuer(), "verify_cert", true);
    assertThat(admin.send("POST", "/api/v2.0/system/oidc/ping", there)).hasStatus(200);
    var nothing = Map.of("url", "http://127.0.0.1:9", "verify_cert", true);
    assertThat(admin.send("POST", "/api/v2.0/system/oidc/ping", nothing))
        .isRefused(400, "BAD_REQUEST");
    assertThat(registry.asNobody().send("POST", "/api/v2.0/system/oidc/ping", there))
        .isRefused(401, "UNAUTHORIZED");
  }

  @Test
  @Order(2)
  void letsAPersonChooseANameAtFirst() throws Exception {
    IdentityProvider.GROUPS.put("olga", List.of("crew"));
    var browser = new Browser(registry);
    var back = back(browser, "olga", "/");
    assertThat(back).hasStatus(302);
    assertThat(back.must("Location")).startsWith("/oidc-onboard?username=Person_olga");
    assertThat(browser.get(ME)).hasStatus(401);
    assertThat(browser.send("POST", "/c/oidc/onboard", Map.of("username", "admin")))
        .isRefused(409, "CONFLICT");
    assertThat(browser.send("POST", "/c/oidc/onboard", Map.of("username", "a,b")))
        .isRefused(400, "BAD_REQUEST");
    assertThat(browser.send("POST", "/c/oidc/onboard", Map.of("username", "olga"))).hasStatus(200);
    var me = browser.get(ME).json();
    assertThat(me.path("username").asString()).isEqualTo("olga");
    assertThat(me.path("email").asString()).isEqualTo("olga@example.org");
    assertThat(me.path("admin_role_in_auth").asBoolean()).isFalse();
  }

  @Test
  @Order(3)
  void knowsThePersonAgainAndTakesGroupsOver() throws Exception {
    var project = new World(registry).privateProject();
    var crew = Map.of("role_id", 2, "member_group", Map.of("group_name", "crew"));
    assertThat(admin.send("POST", project.api() + "/members", crew)).hasStatus(201);
    var browser = signedIn("olga", "/harbor/projects");
    assertThat(browser.get(project.api())).hasStatus(200);
    IdentityProvider.GROUPS.put("olga", List.of("G\u0000x"));
    var later = signedIn("olga", "/");
    assertThat(later.get(project.api())).isRefused(403, "FORBIDDEN");
    assertThat(browser.get(project.api())).isRefused(403, "FORBIDDEN");
  }

  @Test
  @Order(3)
  void getsToKnowGroupsThatAreGivenRolesBeforeAnybodyComes() {
    var project = new World(registry).privateProject();
    var unseen = Map.of("group_name", "night shift", "group_type", 3);
    var member = Map.of("role_id", 2, "member_group", unseen);
    assertThat(admin.send("POST", project.api() + "/members", member)).hasStatus(201);
    assertThat(admin.send("POST", project.api() + "/members", member)).isRefused(409, "CONFLICT");
    assertThat(admin.get("/api/v2.0/usergroups?page_size=100").each("/group_name"))
        .containsOnlyOnce("night shift");
  }

  @Test
  @Order(4)
  void makesItsAdministratorsOurs() throws Exception {
    IdentityProvider.GROUPS.put("rita", List.of("bosses"));
    set(Map.of("oidc_auto_onboard", true));
    var browser = signedIn("rita", "/");
    var me = browser.get(ME).json();
    assertThat(me.path("username").asString()).isEqualTo("Person_rita");
    assertThat(me.path("admin_role_in_auth").asBoolean()).isTrue();
    assertThat(browser.get(SETTINGS)).hasStatus(200);
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(
      strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "x"})
  void sendsNobodyElsewhere(String redirect) {
    var path = "/c/oidc/login?redirect_url=" + redirect.replace("\\", "%5C");
    assertThat(registry.asNobody().get(path)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  @Order(6)
  void takesOnlyTheSignInThatThisBrowserBegan() throws Exception {
    var browser = new Browser(registry);
    var sent = browser.get("/c/oidc/login");
    var callback = provider.signIn(URI.create(sent.must("Location")), "olga");
    var path = callback.getRawPath() + "?" + callback.getRawQuery();
    assertThat(new Browser(registry).get(path)).isRefused(400, "BAD_REQUEST");
    var forged = path.replaceAll("state=[^&]+", "state=forged");
    assertThat(browser.get(forged)).isRefused(400, "BAD_REQUEST");
    // The true state is good once, and the forged one has used it up.
    assertThat(browser.get(path)).isRefused(400, "BAD_REQUEST");
    assertThat(sent.must("Location")).contains("code_challenge_method=S256", "nonce=");
  }

  @Test
  @Order(7)
  void givesProgramsASecret() throws Exception {
    var browser = signedIn("olga", "/");
    var me = browser.get(ME).json();
    var secret = me.at("/oidc_user_meta/secret").asString();
    assertThat(secret).hasSize(32);
    var program = new Person("olga", secret);
    assertThat(token(program)).hasStatus(200);
    assertThat(token(program.withPassword("Wrong-Secret-1"))).hasStatus(401);
    assertThat(registry.as(program).get("/api/v2.0/systeminfo")).hasStatus(200);
    assertThat(registry.as(program).get(ME)).hasStatus(401);
    var path = "/api/v2.0/users/" + me.path("user_id").asInt() + "/cli_secret";
    assertThat(browser.send("PUT", path, Map.of("secret", "weak"))).isRefused(400, "BAD_REQUEST");
    assertThat(browser.send("PUT", path, Map.of("secret", "Brand-New-Secret-1"))).hasStatus(200);
    assertThat(token(program)).hasStatus(401);
    assertThat(token(program.withPassword("Brand-New-Secret-1"))).hasStatus(200);
  }

  @Test
  @Order(8)
  void asksTheProviderAgainWhenItsWordHasRunOut() {
    var program = new Person("olga", "Brand-New-Secret-1");
    runOut();
    assertThat(token(program)).hasStatus(200);
    assertThat(
            registry
                .database()
                .number(
                    "SELECT count(*) FROM outside_identity"
                        + " WHERE good_until > now() AND user_id = (SELECT id FROM views.account"
                        + " WHERE name = 'olga')"))
        .isEqualTo(1);
    runOut();
    provider.forgetEverybody();
    assertThat(token(program)).hasStatus(401);
  }

  @Test
  @Order(9)
  void keepsPasswordsOfItsPeopleAway() {
    var browser = new Browser(registry);
    browser.get("/c/login");
    var form = Map.of("principal", "olga", "password", "Brand-New-Secret-1");
    var answer = browser.form("/c/login", form);
    assertThat(answer).hasStatus(403);
    assertThat(answer.json().path("redirect_location").asString()).isEqualTo("/c/oidc/login");
    assertThat(registry.asAdmin().get(ME)).hasStatus(200);
  }

  @Test
  @Order(10)
  void endsTheProvidersSessionWhereThatIsSet() throws Exception {
    set(Map.of("oidc_logout", true));
    var browser = signedIn("olga", "/");
    var out = browser.get("/c/oidc/logout");
    assertThat(out).hasStatus(302);
    assertThat(out.must("Location")).startsWith(provider.issuer()).contains("id_token_hint=");
    assertThat(browser.get(ME)).hasStatus(401);
  }

  private static void runOut() {
    registry
        .database()
        .rows(
            "UPDATE outside_identity SET good_until = now() - interval '1 minute' RETURNING user_id");
    // What was right is remembered for a minute; a change of settings makes it forget.
    set(Map.of("banner_message", String.valueOf(System.nanoTime())));
  }

  private static Answer token(Person program) {
    return registry
        .as(program)
        .get("/service/token?service=harbor-registry&scope=repository:library/x:pull");
  }

  private static Browser signedIn(String name, String redirect) throws Exception {
    var browser = new Browser(registry);
    var back = back(browser, name, redirect);
    assertThat(back).hasStatus(302);
    assertThat(back.must("Location")).isEqualTo(redirect);
    return browser;
  }

  private static Answer back(Browser browser, String name, String redirect) throws Exception {
    var sent = browser.get("/c/oidc/login?redirect_url=" + redirect);
    assertThat(sent).hasStatus(302);
    var callback = provider.signIn(URI.create(sent.must("Location")), name);
    return browser.get(callback.getRawPath() + "?" + callback.getRawQuery());
  }

  private static void set(Map<String, Object> change) {
    assertThat(admin.send("PUT", SETTINGS, change)).hasStatus(200);
  }
}
