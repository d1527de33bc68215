package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Single;
import tools.jackson.databind.json.JsonMapper;

/// People whom an authentication proxy knows, spoken to over HTTP.
@Tag("alone")
class AuthProxyTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final String TOKEN = "token-of-pia";
  private static final Person LOUD = new Person("loud", "Astrolabe-17");
  private static final int ENDLESS = 256 << 20;
  private static final AtomicInteger said = new AtomicInteger();

  private static HttpServer proxy;
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/login", AuthProxyTest::login);
    proxy.createContext("/review", AuthProxyTest::review);
    proxy.start();
    registry = Single.started();
    admin = registry.asAdmin();
    var base = "http://127.0.0.1:" + proxy.getAddress().getPort();
    var settings =
        Map.of(
            "auth_mode",
            "http_auth",
            "http_authproxy_endpoint",
            base + "/login",
            "http_authproxy_tokenreview_endpoint",
            base + "/review",
            "http_authproxy_admin_groups",
            "bosses");
    assertThat(admin.send("PUT", "/api/v2.0/configurations", settings)).hasStatus(200);
  }

  @AfterAll
  static void stop() {
    registry.close();
    proxy.stop(0);
  }

  private static void login(HttpExchange exchange) throws IOException {
    if (LOUD.basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answerWithoutEnd(exchange);
      return;
    }
    var right = new Person("pia", "Astrolabe-17").basic();
    boolean good = right.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, good ? 200 : 401, good ? "{\"session_id\":\"" + TOKEN + "\"}" : "{}");
  }

  private static void review(HttpExchange exchange) throws IOException {
    var review = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    boolean good = review.at("/spec/token").asString().equals(TOKEN);
    answer(
        exchange,
        200,
        good
            ? "{\"status\":{\"authenticated\":true,\"user\":{\"username\":\"pia\","
                + "\"groups\":[\"bosses\",\"c\\u0000\",\"crew\"]}}}"
            : "{\"status\":{\"authenticated\":false}}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void answerWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (var body = exchange.getResponseBody()) {
      while (said.addAndGet(spaces.length) < ENDLESS) {
        body.write(spaces);
      }
    }
  }

  @Test
  void letsPeopleInWithTheirGroups() {
    var me = registry.as(new Person("pia", "Astrolabe-17")).get(ME);
    assertThat(me).hasStatus(200);
    assertThat(me.json().path("admin_role_in_auth").asBoolean()).isTrue();
    assertThat(admin.get("/api/v2.0/usergroups").each("/group_name")).contains("bosses", "crew");
    assertThat(registry.as(new Person("pia", "wrong")).get(ME)).hasStatus(401);
  }

  @Test
  void doesNotListenToAnAnswerWithoutEnd() {
    assertThat(registry.as(LOUD).get(ME)).hasStatus(401);
    assertThat(said.get()).isBetween(1 << 18, ENDLESS / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----"})
  void takesNoCertificateThatIsNone(String text) {
    var settings = Map.of("http_authproxy_server_certificate", text);
    assertThat(admin.send("PUT", "/api/v2.0/configurations", settings))
        .isRefused(400, "BAD_REQUEST");
  }

  @Test
  void letsProgramsInByToken() {
    assertThat(token(new Person("tokenreview$pia", TOKEN))).hasStatus(200);
    assertThat(token(new Person("tokenreview$pia", "forged"))).hasStatus(401);
    assertThat(token(new Person("tokenreview$admin", TOKEN))).hasStatus(401);
    assertThat(registry.as(new Person("tokenreview$pia", TOKEN)).get(ME)).hasStatus(401);
  }

  @Test
  void takesPeopleFromTheProxysOwnPage() {
    var browser = new Browser(registry);
    var sent = browser.get("/c/authproxy/redirect?token=" + TOKEN + "&postURI=/harbor");
    assertThat(sent).hasStatus(301);
    assertThat(sent.must("Location")).isEqualTo("/harbor");
    assertThat(browser.get(ME).json().path("username").asString()).isEqualTo("pia");
    assertThat(new Browser(registry).get("/c/authproxy/redirect?token=forged")).hasStatus(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "//evil.example", "x"})
  void sendsNobodyElsewhere(String next) {
    assertThat(
            new Browser(registry).get("/c/authproxy/redirect?token=" + TOKEN + "&postURI=" + next))
        .isRefused(400, "BAD_REQUEST");
  }

  private static Answer token(Person program) {
    return registry
        .as(program)
        .get("/service/token?service=harbor-registry&scope=repository:library/x:pull");
  }
}
