package portolan.edge.oci;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.message.Query;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class V2RouterTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static DisposableServer server;

  @BeforeAll
  static void start() {
    var router =
        new V2Router(V2RouterTest::caller, new Table(), new Projects(), List.of(new Echo()));
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(router))
            .bindNow();
  }

  @AfterAll
  static void stop() {
    server.disposeNow();
  }

  @Test
  void sendsTheUnknownToTheTokenService() {
    var answer = send("GET", "/v2/", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(challenge(answer))
        .isEqualTo("Bearer realm=\"http://here/service/token\",service=\"harbor-registry\"");
    assertThat(header(answer, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    assertThat(header(answer, "X-Request-ID")).isNotEmpty();
    assertThat(answer.body()).contains("\"code\":\"UNAUTHORIZED\"");
  }

  @Test
  void namesTheScopeOfWhatWasTried() {
    assertThat(challenge(send("GET", "/v2/pa/x/tags/list", null)))
        .endsWith(",scope=\"repository:pa/x:pull\"");
    assertThat(challenge(send("PUT", "/v2/pa/x/manifests/v1", null)))
        .endsWith(",scope=\"repository:pa/x:pull,push\"");
    assertThat(challenge(send("DELETE", "/v2/pa/x/manifests/v1", null)))
        .endsWith(",scope=\"repository:pa/x:delete\"");
    assertThat(challenge(send("POST", "/v2/pa/x/blobs/uploads/?mount=a&from=pb%2Fy", null)))
        .endsWith(",scope=\"repository:pa/x:pull,push repository:pb/y:pull\"");
    assertThat(challenge(send("POST", "/v2/pa/x/blobs/uploads/?from=%22,evil=%22", null)))
        .endsWith(",scope=\"repository:pa/x:pull,push\"");
  }

  @Test
  void namesTheTargetOfAMountAloneToWhoseTokenLacksThePush() {
    assertThat(challenge(send("POST", "/v2/pa/x/blobs/uploads/?mount=a&from=pb%2Fy", "Bearer bob")))
        .endsWith(",scope=\"repository:pa/x:pull,push\",error=\"insufficient_scope\"");
  }

  @Test
  void asksForSignInEvenInAPublicProject() {
    assertThat(send("GET", "/v2/pub/x/tags/list", null).statusCode()).isEqualTo(401);
    assertThat(send("GET", "/v2/pub/x/tags/list", "Bearer anonymous").statusCode()).isEqualTo(200);
  }

  @Test
  void answersTheSameForForeignAndMissingProjects() {
    for (var who : List.of("Basic bob", "Bearer bob")) {
      var foreign = send("GET", "/v2/pa/x/tags/list", who);
      var missing = send("GET", "/v2/no/x/tags/list", who);
      assertThat(foreign.statusCode()).isEqualTo(401);
      assertThat(missing.statusCode()).isEqualTo(401);
      assertThat(missing.body().replace("no/x", "pa/x")).isEqualTo(foreign.body());
      assertThat(challenge(missing).replace("no/x", "pa/x")).isEqualTo(challenge(foreign));
      assertThat(missing.headers().map().keySet()).isEqualTo(foreign.headers().map().keySet());
    }
  }

  @Test
  void tellsAnAdministratorThatAProjectIsMissing() {
    var answer = send("GET", "/v2/no/x/tags/list", "Basic admin");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("NAME_UNKNOWN");
  }

  @Test
  void namesWhatATokenLacks() {
    assertThat(challenge(send("PUT", "/v2/pub/x/manifests/v1", "Bearer bob")))
        .isEqualTo(
            "Bearer realm=\"http://here/service/token\",service=\"harbor-registry\","
                + "scope=\"repository:pub/x:pull,push\",error=\"insufficient_scope\"");
    assertThat(challenge(send("GET", "/v2/pa/x/tags/list", "Basic wrong")))
        .isEqualTo("Basic realm=\"harbor\"");
  }

  @Test
  void asksForABetterTokenInPlaceOfABadOneEvenInAPublicProject() {
    for (var path : List.of("/v2/", "/v2/_catalog", "/v2/pub/x/tags/list", "/v2/pa/x/tags/list")) {
      assertThat(challenge(send("GET", path, "Bearer forged")))
          .startsWith("Bearer realm=")
          .endsWith(",error=\"invalid_token\"");
    }
    assertThat(send("GET", "/v2/pub/x/tags/list", "Basic wrong").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheCatalogueForThoseWhoMayListIt() {
    assertThat(challenge(send("GET", "/v2/_catalog", null))).isEqualTo("Basic realm=\"harbor\"");
    assertThat(challenge(send("GET", "/v2/_catalog", "Bearer bob")))
        .contains("scope=\"registry:catalog:*\",error=\"insufficient_scope\"");
    assertThat(send("GET", "/v2/_catalog", "Basic admin").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v2//_catalog", null).statusCode()).isEqualTo(404);
  }

  @Test
  void letsThoseWhoMay() {
    var answer = send("GET", "/v2/pa/x/manifests/v1", "Basic alice");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("READ_MANIFEST of 1");
  }

  @Test
  void givesAHeadTheLengthAndNoBody() {
    var answer = send("HEAD", "/v2/pa/x/manifests/v1", "Basic alice");
    assertThat(header(answer, "Content-Length")).isEqualTo("18");
    assertThat(answer.body()).isEmpty();
    assertThat(send("HEAD", "/v2/pa/x/tags/list", null).statusCode()).isEqualTo(401);
  }

  @Test
  void namesTheMethodsThatAPathHas() {
    var answer = send("PATCH", "/v2/pa/x/manifests/v1", null);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
    assertThat(answer.body()).contains("UNSUPPORTED");
    assertThat(send("OPTIONS", "/v2/", null).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/pub/x/../../pa/y/manifests/latest",
        "/v2/pub/x/%2e%2e/%2e%2e/pa/y/manifests/latest",
        "/v2/nginx/manifests/1",
        "/v2/pub/./x/manifests/latest"
      })
  void refusesBadNamesBeforeAnyLookUp(String path) throws IOException {
    for (var method : List.of("GET", "PUT", "DELETE")) {
      assertThat(raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ")
          .contains("\"code\":\"NAME_INVALID\"");
    }
  }

  @Test
  void findsNoTagThatCannotExistAndLetsNobodyWriteOne() {
    assertThat(send("GET", "/v2/pa/x/manifests/.INVALID", "Basic alice").statusCode())
        .isEqualTo(404);
    assertThat(send("PUT", "/v2/pa/x/manifests/.INVALID", "Basic alice").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/v2/pa/x/manifests/", "Basic alice").body())
        .contains("manifest \\\"\\\" is not known");
  }

  @Test
  void hidesTheCauseOfAFault() {
    var answer = send("DELETE", "/v2/pa/x/manifests/v1", "Basic alice");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret cause").contains("internal server error");
  }

  @Test
  void saysWhereAnUploadStands() {
    var path = "/v2/pa/x/blobs/uploads/abc";
    var answer = send("PATCH", path, "Basic alice");
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Range")).isEqualTo("0-9");
  }

  /// Answers with what it was asked; some operations fail.
  private static final class Echo implements V2Endpoint {
    @Override
    public Set<V2Operation> operations() {
      return EnumSet.allOf(V2Operation.class);
    }

    @Override
    public Mono<Void> answer(V2Exchange exchange) {
      return switch (exchange.operation()) {
        case DELETE_MANIFEST -> throw new IllegalStateException("secret cause");
        case APPEND_UPLOAD -> Mono.error(new Refusal.RangeInvalid(10, "gap").asException());
        case CHECK, LIST_REPOSITORIES -> exchange.complete(200);
        default -> {
          var text = exchange.operation() + " of " + exchange.project().id();
          yield exchange.complete("text/plain", text.getBytes(StandardCharsets.UTF_8));
        }
      };
    }
  }

  /// `alice` may do all in `pa`; everybody may pull from `pub`.
  private static final class Table implements Rights {
    @Override
    public Mono<Boolean> may(
        Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
      boolean own = caller.principal().name().equals("alice") && project.id().value() == 1;
      return Mono.just(own || (project.isPublic() && permission.action().equals("pull")));
    }

    @Override
    public boolean maySystem(Caller caller, Permission permission) {
      return caller.administrator();
    }
  }

  private static final class Projects implements Queries {
    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> ask(Query<R> query) {
      var name = ((ResolveProject) query).name();
      var found =
          switch (name.value()) {
            case "pa" -> Optional.of(new ProjectRef(new ProjectId(1), name, false, Instant.EPOCH));
            case "pub" -> Optional.of(new ProjectRef(new ProjectId(2), name, true, Instant.EPOCH));
            default -> Optional.<ProjectRef>empty();
          };
      return Mono.just((R) found);
    }
  }

  private static Mono<Caller> caller(ServerHttpRequest request) {
    var words = Optional.ofNullable(request.getHeaders().getFirst("Authorization"));
    var how = words.map(w -> w.split(" ")[0].toLowerCase(java.util.Locale.ROOT)).orElse("none");
    var who = words.map(w -> w.split(" ")[1]).orElse("");
    boolean wrong = Set.of("wrong", "forged").contains(who);
    var principal =
        wrong || Set.of("", "anonymous").contains(who)
            ? new Principal.Anonymous()
            : new Principal.User(new UserId(who.hashCode()), who, who.equals("admin"));
    return Mono.just(
        new Caller(
            principal,
            Optional.empty(),
            how,
            wrong,
            "127.0.0.1",
            "",
            "r1",
            Optional.empty(),
            URI.create("http://here")));
  }

  private static HttpResponse<String> send(String method, String path, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.noBody());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String challenge(HttpResponse<?> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    return header(answer, "WWW-Authenticate");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
