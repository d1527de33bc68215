package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// People whom a UAA knows, spoken to over HTTP: a password grant, and a question who it is.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class UaaTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final String SETTINGS = "/api/v2.0/configurations";
  private static final String CLIENT = "portolan";
  private static final String SECRET = "Client: Secret & 1";
  private static final Person UTE = new Person("ute", "Astro labe+17&x=1");
  private static final String TOKEN = "token-of-ute";

  private static HttpServer uaa;
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() throws IOException {
    uaa = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    uaa.createContext("/uaa/oauth/token", UaaTest::token);
    uaa.createContext("/uaa/userinfo", UaaTest::userInfo);
    uaa.start();
    registry = Single.started();
    admin = registry.asAdmin();
    var settings =
        Map.of(
            "auth_mode",
            "uaa_auth",
            "uaa_endpoint",
            "http://127.0.0.1:" + uaa.getAddress().getPort() + "/uaa/",
            "uaa_client_id",
            CLIENT,
            "uaa_client_secret",
            SECRET);
    assertThat(admin.send("PUT", SETTINGS, settings)).hasStatus(200);
  }

  @AfterAll
  static void stop() {
    registry.close();
    uaa.stop(0);
  }

  private static void token(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var client = new Person(CLIENT, "Client%3A+Secret+%26+1").basic();
    if (!client.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (form.matches(
        "grant_type=password&username=(?i:ute)&password=\\QAstro+labe%2B17%26x%3D1\\E")) {
      answer(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\"}");
    } else {
      answer(exchange, 401, "{\"error\":\"unauthorized\"}");
    }
  }

  private static void userInfo(HttpExchange exchange) throws IOException {
    boolean good =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(
        exchange,
        good ? 200 : 401,
        good
            ? "{\"user_name\":\"ute\",\"name\":\"Ute U.\",\"email\":\"ute@example.org\"}"
            : "{\"error\":\"invalid_token\"}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  @Order(1)
  void letsPeopleIn() {
    var me = registry.as(UTE).get(ME);
    assertThat(me).hasStatus(200);
    assertThat(me.json().path("username").asString()).isEqualTo("ute");
    assertThat(me.json().path("realname").asString()).isEqualTo("Ute U.");
    assertThat(me.json().path("email").asString()).isEqualTo("ute@example.org");
    assertThat(me.json().path("admin_role_in_auth").asBoolean()).isFalse();
    var browser = new Browser(registry);
    browser.get("/c/login");
    var form = Map.of("principal", UTE.name(), "password", UTE.password());
    assertThat(browser.form("/c/login", form)).hasStatus(200);
    assertThat(browser.get(ME)).hasStatus(200);
  }

  @Test
  @Order(2)
  void letsProgramsIn() {
    var project = new World(registry).privateProject();
    var member = Map.of("role_id", 2, "member_user", Map.of("username", "ute"));
    assertThat(admin.send("POST", project.api() + "/members", member)).hasStatus(201);
    var scope = "repository:" + project.name() + "/web:pull,push";
    var given =
        registry.as(UTE).get("/service/token?service=harbor-registry&scope=" + scope).json();
    var program = registry.asNobody().bearing(given.path("token").asString());
    assertThat(program.post("/v2/" + project.name() + "/web/blobs/uploads/")).hasStatus(202);
  }

  @Test
  @Order(3)
  void knowsThePersonInAnyCase() {
    var person = registry.as(new Person("UTE", UTE.password())).get(ME);
    assertThat(person.json().path("username").asString()).isEqualTo("ute");
    assertThat(admin.get("/api/v2.0/users").each("/username")).doesNotContain("UTE");
  }

  @Test
  @Order(4)
  void letsNobodyElseIn() {
    assertThat(registry.as(UTE.withPassword("wrong")).get(ME)).hasStatus(401);
    assertThat(registry.as(UTE.withPassword("")).get(ME)).hasStatus(401);
    var extended = UTE.withPassword(UTE.password() + "&username=admin");
    assertThat(registry.as(extended).get(ME)).hasStatus(401);
    assertThat(registry.as(Registry.ADMIN.withPassword(UTE.password())).get(ME)).hasStatus(401);
    assertThat(registry.as(Registry.ADMIN).get(ME)).hasStatus(200);
  }

  @Test
  @Order(5)
  void tellsAWrongClientFromAWrongPassword() {
    assertThat(admin.send("PUT", SETTINGS, Map.of("uaa_client_secret", "Other-Secret-1")))
        .hasStatus(200);
    assertThat(registry.as(UTE).forgiving().get(ME).status()).isEqualTo(503);
    assertThat(registry.as(Registry.ADMIN).get(ME)).hasStatus(200);
  }

  @Test
  @Order(6)
  void locksNobodyOutForGoodWhenItIsAway() {
    uaa.stop(0);
    assertThat(registry.as(UTE).forgiving().get(ME).status()).isEqualTo(503);
    assertThat(registry.as(Registry.ADMIN).get(ME)).hasStatus(200);
  }
}
