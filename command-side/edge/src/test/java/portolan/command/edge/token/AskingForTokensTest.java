package portolan.command.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.edge.token.TokenScope;
import portolan.edge.token.VerifiedToken;

class AskingForTokensTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final TokenServer SERVER = new TokenServer();
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "admin, repository:pa/web:*, delete pull push",
    "admin, repository:pa/web:pull, pull",
    "admin, registry:catalog:*, *",
    "dan, registry:catalog:*, ''",
    "dan, 'repository:pa/web:pull,push,delete', pull push",
    "dan, repository:pb/x:pull, ''",
    "dan, repository:nginx:pull, ''",
    "dan, repository:none/x:pull, ''",
    "dan, repository(plugin):pa/web:pull, ''",
    "'', repository:pub/x:pull, pull",
    "'', 'repository:pub/x:pull,push', pull",
    "'', repository:pa/web:pull, ''",
    "robot$ci, 'repository:pa/web:pull,push', pull push",
    "robot$ci, 'repository:pb/web:pull,push', ''",
  })
  void namesWhatWasAskedForAndIsHeld(String who, String scope, String actions) {
    var entry = token(get(who, "?service=harbor-registry&scope=" + scope)).scope().access();
    assertThat(entry).hasSize(1);
    assertThat(String.join(" ", entry.getFirst().actions().stream().sorted().toList()))
        .isEqualTo(actions);
  }

  @Test
  void takesSeveralScopesInOneParameterOrMore() {
    var answer =
        get(
            "dan",
            "?service=harbor-registry&scope=repository:pa/web:pull"
                + "%20repository:pub/x:pull&scope=repository:pb/x:pull");
    assertThat(token(answer).scope().access().stream().map(TokenScope.Entry::name))
        .containsExactly("pa/web", "pub/x", "pb/x");
  }

  @Test
  void answersInHarborsForm() {
    var answer = get("dan", "?service=harbor-registry");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body())
        .matches(
            "\\{\"token\":\"[^\"]+\",\"access_token\":\"\",\"expires_in\":1800,"
                + "\"issued_at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"}");
    assertThat(token(answer).subject()).isEqualTo("dan");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ?service=harbor-registry, 401",
    "dan!, ?service=harbor-registry&scope=repository:pub/x:pull, 401",
    "robot$off, ?service=harbor-registry&scope=repository:pub/x:pull, 401",
    "dan, ?service=other&scope=repository:pub/x:pull, 400",
    "dan, '', 400",
    "dan, ?service=harbor-registry&scope=nonsense, 400",
    "dan, ?service=harbor-registry&scope=repository:*:pull, 400",
    "dan, ?service=harbor-registry&scope=repository:pa/../pb/x:pull, 400",
  })
  void refuses(String who, String query, int status) {
    assertThat(get(who, query).statusCode()).isEqualTo(status);
  }

  @Test
  void refusesMoreThanAHundredScopes() {
    assertThat(get("dan", "?service=harbor-registry" + "&scope=a:b:c".repeat(101)).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD", "PUT"})
  void takesNothingButGet(String method) {
    var answer = ask(method, "dan", "/service/token?service=harbor-registry");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void publishesTheKeysThatItSignsWith() {
    assertThat(ask("GET", "", "/service/token/keys").body())
        .contains("\"kid\":\"" + SERVER.keys.ring().newest().id() + "\"")
        .doesNotContain("\"d\":");
  }

  private static VerifiedToken token(HttpResponse<String> answer) {
    var found = TOKEN.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return SERVER.tokens.verify(found.group(1)).orElseThrow();
  }

  private static HttpResponse<String> get(String who, String query) {
    return ask("GET", who, "/service/token" + query);
  }

  private static HttpResponse<String> ask(String method, String who, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path))
            .method(method, BodyPublishers.noBody());
    if (!who.isEmpty()) {
      var secret = who.endsWith("!") ? "Wrong-Word-1" : TokenServer.SECRET;
      var text = (who.replace("!", "") + ":" + secret).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(text));
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
