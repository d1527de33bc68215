package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Bad input for every operation that the registry describes, from an administrator, whom no
/// question of who may stops. The client of these tests fails when an answer is 5xx or lets the
/// inside be seen.
@AgainstTheRegistry
class BadInputTest {
  private static final Duration SLOWEST = Duration.ofSeconds(20);
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");
  private static final List<String> SECRETS =
      List.of("password", "salt", "secret", "access_credential", "email__password", "hash");

  /// Where a text is a setting of the whole registry, which other tests share.
  private static final Set<String> SHARED = Set.of("updateConfigurations");

  private final Client admin;
  private final Contract contract;
  private final Asking asking;

  BadInputTest(Registry registry) {
    this.admin = registry.asAdmin();
    this.contract = Contract.of(registry);
    var open = Stage.in(registry, true);
    this.asking = new Asking(Stage.in(registry, false), open);
  }

  @AfterEach
  void acceptNoVulnerability() {
    var empty = Map.of("items", List.of());
    assertThat(admin.send("PUT", "/api/v2.0/system/CVEAllowlist", empty)).hasStatus(200);
  }

  @Test
  void inPathsIsRefused() {
    for (var operation : operations(it -> it.path().contains("{"))) {
      for (var variable : read(operation)) {
        for (var text : Hostile.TEXTS) {
          var path =
              operation
                  .path()
                  .replaceAll(
                      "\\{" + variable + "}", Matcher.quoteReplacement(Hostile.encoded(text)));
          var answer = send(Ask.of(operation.method(), asking.filled(path)).json(Map.of()));
          if (CHANGING.contains(operation.method())) {
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 501);
          }
        }
      }
    }
  }

  @Test
  void inQueriesIsRefusedOrTakenLiterally() {
    for (var operation : operations(it -> !it.later() && it.method().matches("GET|HEAD"))) {
      for (var name : names(operation, "query")) {
        for (var text : Hostile.TEXTS) {
          var query = "%s=%s".formatted(name, Hostile.encoded(text));
          send(Ask.of(operation.method(), asking.filled(operation.path())).query(query));
        }
      }
    }
  }

  @Test
  void filtersByNoSecret() {
    for (var operation : operations(it -> it.lists("q") && it.lists("page"))) {
      for (var secret : SECRETS) {
        for (var filter : List.of("=", "=~")) {
          var query = "scope=g&q=" + Hostile.encoded(secret + filter + "a");
          var answer = send(Ask.of("GET", asking.filled(operation.path())).query(query));
          assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        }
      }
    }
  }

  @Test
  void inHeadersIsRefusedOrTakenLiterally() {
    for (var operation : operations(it -> it.method().equals("GET"))) {
      var ask = Ask.of("GET", asking.filled(operation.path()));
      for (var name : names(operation, "header")) {
        send(ask.header(name, "' or '1'='1"));
      }
      send(
          ask.header("X-Request-ID", "'; drop table users--${1013*1009}")
              .header("X-Portolan-Reason", "x".repeat(5000))
              .header("Accept", "text/'")
              .header("Cookie", "sid=' or 1=1; _gorilla_csrf=x"));
    }
  }

  @Test
  void inCredentialsSignsNobodyIn() {
    for (var text :
        List.of("Basic", "Basic '", "Basic Og==", "Bearer", "Bearer a.b.c", "Negotiate x")) {
      var answer =
          Client.anonymous(admin.registry()).get("/api/v2.0/users/current", "Authorization", text);
      assertThat(answer).hasStatus(401);
    }
  }

  @Test
  void ofTheWrongShapeIsRefused() {
    for (var operation : operations(it -> it.body().isPresent())) {
      for (var body :
          List.of("{", "[[[", "\"x\"", "17", "{\"a\":1}}", "\u0000", Hostile.deep(5000))) {
        var answer = send(bare(operation).text(body));
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
      }
      assertThat(send(bare(operation).text(Hostile.large()))).hasStatus(413);
    }
  }

  @Test
  void thatNoDatabaseKeepsIsRefused() {
    for (var operation : operations(it -> it.body().isPresent())) {
      for (var text : List.of("\\u0000", "\\ud800", "x\\udc00")) {
        for (var field : texts(operation)) {
          var body = goodBody(operation).put(field, "here").toString().replace("here", text);
          assertThat(send(bare(operation).text(body)).status()).as(body).isBetween(400, 499);
        }
      }
    }
    assertThat(admin.get("/api/v2.0/health").json().path("status").asString()).isEqualTo("healthy");
  }

  @Test
  void ofTheWrongTypeIsRefusedOrPassedOver() {
    for (var operation : operations(it -> it.body().isPresent())) {
      var values = SHARED.contains(operation.id()) ? Hostile.STRUCTURES : Hostile.VALUES;
      spoiled(operation, values.stream().map(JsonMapper.shared()::readTree).toList());
    }
  }

  @Test
  void inBodiesIsRefusedOrTakenLiterally() {
    for (var operation : operations(it -> it.body().isPresent() && !SHARED.contains(it.id()))) {
      spoiled(operation, Hostile.FEW.stream().map(BadInputTest::text).toList());
    }
  }

  /// Sends a good body with one bad field in it, for each field and value.
  private void spoiled(Operation operation, List<JsonNode> values) {
    var ask = bare(operation);
    var good = goodBody(operation);
    var fields = new TreeSet<>(good.propertyNames());
    operation.body().ifPresent(it -> fields.addAll(it.path("properties").propertyNames()));
    for (var field : fields) {
      for (var value : values) {
        var body = good.deepCopy();
        body.set(field, value);
        asking.takeAway(send(ask.text(body.toString())));
      }
    }
  }

  /// The fields of its body that are texts.
  private static List<String> texts(Operation operation) {
    var properties = operation.body().orElseThrow().path("properties");
    return properties.propertyNames().stream()
        .filter(it -> properties.path(it).path("type").asString("").equals("string"))
        .toList();
  }

  private ObjectNode goodBody(Operation operation) {
    var text = asking.ask(operation, "", 0).body();
    return text.isEmpty()
        ? JsonMapper.shared().createObjectNode()
        : (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private static JsonNode text(String text) {
    return JsonMapper.shared().getNodeFactory().stringNode(text);
  }

  /// What belongs to a page of the registry brings its token.
  private Ask bare(Operation operation) {
    if (operation.path().startsWith("/c/")) {
      return asking.ask(operation, "", 0);
    }
    var path = asking.filled(operation.path());
    return Ask.of(operation.method(), path).header("Content-Type", "application/json");
  }

  private Answer send(Ask ask) {
    long began = System.nanoTime();
    var answer = ask.by(admin);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as(answer.toString())
        .isLessThan(SLOWEST);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .as(answer.toString())
        .noneMatch(it -> it.startsWith("hostile"));
    assertThat(answer.text()).as(answer.toString()).doesNotContain(Hostile.EVALUATED);
    return answer;
  }

  private List<Operation> operations(Predicate<Operation> chosen) {
    return contract.operations().stream().filter(chosen).toList();
  }

  /// The variables of its path; of what is left for later only the project is looked at.
  private static List<String> read(Operation operation) {
    return names(operation, "path").stream()
        .filter(it -> !operation.later() || it.startsWith("project"))
        .toList();
  }

  private static List<String> names(Operation operation, String place) {
    return operation.parameters(place).stream().map(it -> it.path("name").asString()).toList();
  }
}
