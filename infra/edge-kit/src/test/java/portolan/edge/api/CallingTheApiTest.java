package portolan.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.edge.identity.EdgeSettings;
import portolan.language.access.Actor;
import portolan.language.robot.ResolveRobot;
import portolan.language.user.FindAccount;

class CallingTheApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Registry REGISTRY = new Registry(EdgeSettings.DEFAULT);
  private static final Registry BEHIND_A_PROXY =
      new Registry(
          new EdgeSettings(
              Optional.of(URI.create("https://registry.example.com/ignored")),
              List.of("127.0.0.0/8", "10.0.0.0/8"),
              EdgeSettings.DEFAULT.tokenLife(),
              10));

  @AfterAll
  static void close() {
    REGISTRY.close();
    BEHIND_A_PROXY.close();
  }

  @AfterEach
  void mend() {
    REGISTRY.broken = false;
    REGISTRY.answers.put(new ResolveRobot("ci"), Optional.of(Registry.robot(false, -1)));
    REGISTRY.answers.put(new FindAccount(Registry.ALICE.id()), Optional.of(Registry.ALICE));
  }

  @Test
  void knowsUsersAndRobotsByBasicCredentials() {
    assertThat(whoami(basic("alice", Registry.SECRET))).contains("\"name\":\"alice\"");
    assertThat(whoami(basic("robot$ci", Registry.SECRET))).contains("\"name\":\"robot$ci\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "Basic ", "Nonsense x"})
  void takesWrongCredentialsForNobodyAndSaysSo(String authorization) {
    assertThat(whoami(authorization)).contains("\"name\":\"\"", "\"wrong\":true");
  }

  @Test
  void takesAWrongPasswordAndAnUnknownNameForNobody() {
    assertThat(whoami(basic("alice", "Wrong-Word-1"))).contains("\"name\":\"\"", "\"wrong\":true");
    assertThat(whoami(basic("nobody", Registry.SECRET))).contains("\"wrong\":true");
    assertThat(whoami(basic("robot$nobody", Registry.SECRET))).contains("\"wrong\":true");
    assertThat(whoami(basic("ci", Registry.SECRET))).contains("\"wrong\":true");
  }

  @Test
  void refusesARobotThatIsSwitchedOffOrExpired() {
    assertThat(whoami(basic("robot$ci", Registry.SECRET))).contains("robot$ci");
    REGISTRY.answers.put(new ResolveRobot("ci"), Optional.of(Registry.robot(true, -1)));
    assertThat(whoami(basic("robot$ci", Registry.SECRET))).contains("\"wrong\":true");
    var past = Instant.now().getEpochSecond() - 1;
    REGISTRY.answers.put(new ResolveRobot("ci"), Optional.of(Registry.robot(false, past)));
    assertThat(whoami(basic("robot$ci", Registry.SECRET))).contains("\"wrong\":true");
  }

  @Test
  void takesARegistryTokenBelowV2Only() {
    var token = "Bearer " + REGISTRY.tokens.issue("alice", Actor.user(7), Optional.empty()).value();
    assertThat(whoami(token)).contains("\"wrong\":true");
    assertThat(REGISTRY.tokens.verify(token.substring(7))).isPresent();
  }

  @Test
  void answersThatItCannotTellWhoCallsWhenAccountsAreAway() {
    REGISTRY.broken = true;
    var answer = get("/api/v2.0/whoami", "Authorization", basic("alice", "x"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("db.internal");
  }

  @Test
  void makesAGuesserWait() {
    HttpResponse<String> last = null;
    for (int i = 0; i < 11; i++) {
      last = get("/api/v2.0/whoami", "Authorization", basic("victim", "guess" + i));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 61L);
    assertThat(last.body()).contains("\"code\":\"TOO_MANY_REQUEST\"");
  }

  @Test
  void givesBackASaneRequestIdAndMakesOneOtherwise() {
    assertThat(requestId(get("/api/v2.0/whoami", "X-Request-ID", "my-own"))).isEqualTo("my-own");
    assertThat(requestId(get("/api/v2.0/whoami", "X-Request-ID", "a b"))).hasSize(36);
    assertThat(requestId(get("/nothing", "X-Request-ID", "x".repeat(129)))).hasSize(36);
    assertThat(requestId(get("/api/v2.0/refused", "X-Request-ID", "mine"))).isEqualTo("mine");
  }

  @Test
  void believesForwardedHeadersOfTrustedProxiesAlone() {
    assertThat(get("/api/v2.0/whoami", "X-Forwarded-For", "203.0.113.9").body())
        .contains("\"address\":\"127.0.0.1\"");
    assertThat(proxied("X-Forwarded-For", "198.51.100.7, 203.0.113.9, 10.0.0.2"))
        .contains("\"address\":\"203.0.113.9\"");
    assertThat(proxied("Forwarded", "for=\"[2001:db8::7]:4711\";proto=https"))
        .contains("\"address\":\"2001:db8:0:0:0:0:0:7\"");
    assertThat(proxied("X-Forwarded-For", "not-an-address")).contains("\"127.0.0.1\"");
  }

  @Test
  void namesTheConfiguredAddressOrTheOneThatTheClientUsed() {
    assertThat(proxied("X-Forwarded-Proto", "http"))
        .contains("\"url\":\"https://registry.example.com\"");
    var port = REGISTRY.server.port();
    assertThat(get("/api/v2.0/whoami", "X-Forwarded-Proto", "https").body())
        .contains("\"url\":\"http://127.0.0.1:" + port + "\"");
  }

  @Test
  void namesItsOwnPortToWhoNamesNoHost() throws IOException {
    assertThat(raw("GET /api/v2.0/whoami HTTP/1.0\r\n\r\n"))
        .contains("\"url\":\"http://localhost:" + REGISTRY.server.port() + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v2.0/ping", "/api/v2.0/health"})
  void needsNoAccountsToTellOfItsHealth(String path) {
    REGISTRY.broken = true;
    assertThat(get(path, "Authorization", basic("alice", "x")).statusCode()).isEqualTo(404);
  }

  @Test
  void endsTheConnectionOfWhoseBodyStops() throws IOException {
    var answer =
        raw(
            "POST /api/v2.0/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 50\r\n\r\n{\"so");
    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .containsIgnoringCase("connection: close")
        .contains("\"code\":\"REQUEST_TIMEOUT\"");
  }

  @Test
  void wordsRefusalsAndFrameworkErrorsInHarborsForm() {
    assertThat(get("/api/v2.0/refused").body())
        .isEqualTo(
            "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"project none not found\"}]}");
    assertThat(get("/api/v2.0/refused").headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertError(get("/api/v2.0/nothing-here"), 404, "path /api/v2.0/nothing-here was not found");
    assertError(send("DELETE", "/api/v2.0/things", ""), 405, "METHOD_NOT_ALLOWED");
    assertError(
        get("/api/v2.0/things/x?why=y"), 422, "thing_id in path must be of type int64: \\\"x\\\"");
    assertError(get("/api/v2.0/things/1"), 422, "why in query is required");
    assertError(get("/api/v2.0/list?page_size=101"), 422, "less than or equal to 100");
  }

  @Test
  void takesRunsOfSlashesForOne() {
    assertThat(get("//api/v2.0///whoami").body()).contains("\"name\":\"\"");
  }

  @Test
  void hidesTheCauseOfAFaultAndNamesTheRequest() {
    var answer = get("/api/v2.0/broken", "X-Request-ID", "r-17");
    assertError(answer, 500, "internal server error");
    assertThat(answer.body()).contains("r-17").doesNotContain("secret_table", "Exception");
  }

  @Test
  void readsAndWritesJsonAsHarborsClientsExpect() {
    var made = send("POST", "/api/v2.0/things", "{\"some_name\":\"a\",\"unknown\":[1]}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).isEqualTo("{\"some_name\":\"a\",\"count\":0}");
    var time =
        send("POST", "/api/v2.0/things", "{\"count\":3,\"made_at\":\"2026-01-02T03:04:05Z\"}");
    assertThat(time.body()).isEqualTo("{\"count\":3,\"made_at\":\"2026-01-02T03:04:05.000Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{\"count\":\"3\"}",
        "{\"count\":1.5}",
        "{\"some_name\":7}",
        "{\"made_at\":\"yesterday\"}"
      })
  void refusesBodiesThatDoNotFit(String body) {
    assertError(send("POST", "/api/v2.0/things", body), 422, "validation failure list:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                               | the body is not valid JSON",
        "{\"count\":1}}                  | the body is not valid JSON",
        "nonsense                        | the body is not valid JSON",
        "[]                              | the body must be of type object",
        "7                               | the body must be of type object",
        "{\"count\":\"3\"}               | count in body must be of type int64",
        "{\"count\":99999999999}         | count in body is out of range",
        "{\"some_name\":7}               | some_name in body must be of type string",
        "{\"some_name\":{}}              | some_name in body must be of type string",
        "{\"some_name\":\"\\u0000\"}      | some_name in body contains NUL",
        "{\"made_at\":\"yesterday\"}      | made_at in body must be of type date-time",
        "{\"parts\":7}                   | parts in body must be of type array",
        "{\"parts\":[{},{\"spare\":\"x\"}]} | parts[1].spare in body must be of type boolean",
        "{\"parts\":[7]}                 | parts[0] in body must be of type object",
      })
  void saysWhatOfABodyDoesNotFit(String body, String complaint) {
    var answer = send("POST", "/api/v2.0/things", body);
    assertError(answer, 422, "validation failure list:\\n" + complaint);
    assertThat(answer.body()).doesNotContain("Thing", "portolan", "java", "tools.jackson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "nonsense", "a/b;c"})
  void refusesBodiesOfOtherTypesAsBodiesThatDoNotFit(String type) {
    var request = request(REGISTRY, "/api/v2.0/things").header("Content-Type", type);
    var answer = ask(REGISTRY, request.POST(BodyPublishers.ofString("{}")));
    assertError(answer, 422, "validation failure list:\\nunsupported media type");
  }

  @Test
  void takesBodiesAsTheyAreAlone() {
    for (var encoding : List.of("gzip", "identity, gzip", "x")) {
      assertError(encoded(encoding), 415, "without Content-Encoding");
    }
    assertThat(encoded("identity").statusCode()).isEqualTo(201);
    assertThat(encoded("Identity").statusCode()).isEqualTo(201);
    assertThat(get("/api/v2.0/whoami", "Content-Encoding", "utf-8").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> encoded(String encoding) {
    return ask(
        REGISTRY,
        request(REGISTRY, "/api/v2.0/things")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofString("{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true", "1, true", "t, true", "Yes, true", "y, true", "on, true", "ok, true",
    "false, false", "0, false", "F, false", "no, false", "n, false", "off, false", "'', true",
  })
  void knowsYesFromNo(String word, boolean yes) {
    assertThat(get("/api/v2.0/flags?with_detail=" + word).body()).isEqualTo("[" + yes + ",false]");
  }

  @Test
  void namesParametersAsClientsDo() {
    assertError(
        get("/api/v2.0/flags?with_detail=maybe"),
        422,
        "with_detail in query must be of type boolean: \\\"maybe\\\"");
    assertThat(get("/api/v2.0/flags", Projects.IS_NAME, "1").body()).isEqualTo("[true,true]");
    assertError(
        get("/api/v2.0/flags", Projects.IS_NAME, "perhaps"),
        422,
        "X-Is-Resource-Name in header must be of type boolean: \\\"perhaps\\\"");
  }

  @Test
  void refusesBodiesThatAreTooDeepOrTooLarge() {
    var deep = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertError(send("POST", "/api/v2.0/things", deep), 422, "UNPROCESSABLE_ENTITY");
    var large = "{\"some_name\":\"" + "x".repeat(ApiGate.LARGEST_BODY) + "\"}";
    assertError(send("POST", "/api/v2.0/things", large), 413, "REQUEST_ENTITY_TOO_LARGE");
    assertError(chunked("/api/v2.0/things", large), 413, "REQUEST_ENTITY_TOO_LARGE");
  }

  @Test
  void saysHowLongAListIsAndWhereItGoesOn() {
    var answer = get("/api/v2.0/list?sort=-name&page_size=10&page=2&q=name%3D%22%0D%0Ax%22");
    assertThat(answer.body()).isEqualTo("[2,10]");
    assertThat(answer.headers().firstValue("X-Total-Count")).hasValue("25");
    assertThat(answer.headers().firstValue("Link").orElse(""))
        .isEqualTo(
            "</api/v2.0/list?page=1&page_size=10&q=name=%22%0D%0Ax%22&sort=-name>; rel=\"prev\" , "
                + "</api/v2.0/list?page=3&page_size=10&q=name=%22%0D%0Ax%22&sort=-name>;"
                + " rel=\"next\"");
    assertThat(link("q=op_time=%5B2020-01-01T00:00:00~%5D,name=%7Ba%20b%7D"))
        .contains("&q=op_time=[2020-01-01T00:00:00~],name={a%20b}>; rel");
    assertThat(link("q=%3C%3E%22%26%23%25%2B%0D%0A%7F%C3%A4%5C%7C%5E%60"))
        .contains("&q=%3C%3E%22%26%23%25%2B%0D%0A%7F%C3%A4\\|^`>; rel");
    assertThat(get("/api/v2.0/list?page=3").headers().firstValue("Link").orElse(""))
        .contains("prev")
        .doesNotContain("next");
    assertThat(get("/api/v2.0/list?page_size=0").headers().firstValue("Link")).isEmpty();
  }

  private static String link(String query) {
    return get("/api/v2.0/list?" + query).headers().firstValue("Link").orElse("");
  }

  private static void assertError(HttpResponse<String> answer, int status, String text) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"errors\":[{\"code\":").contains(text);
  }

  private static String requestId(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Request-ID").orElse("");
  }

  private static String whoami(String authorization) {
    return get("/api/v2.0/whoami", "Authorization", authorization).body();
  }

  private static String proxied(String header, String value) {
    return ask(BEHIND_A_PROXY, request(BEHIND_A_PROXY, "/api/v2.0/whoami").header(header, value))
        .body();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    var request = request(REGISTRY, path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return ask(REGISTRY, request);
  }

  private static HttpResponse<String> send(String method, String path, String body) {
    return ask(
        REGISTRY,
        request(REGISTRY, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> chunked(String path, String body) {
    var bytes = new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return ask(
        REGISTRY,
        request(REGISTRY, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> bytes)));
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", REGISTRY.server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static HttpRequest.Builder request(Registry registry, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + registry.server.port() + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private static HttpResponse<String> ask(Registry registry, HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String name, String secret) {
    var text = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }
}
