package portolan.query.edge.api.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.ApiGate;
import portolan.edge.configuration.Configurations;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Callers;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.SharedCounts;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Queries;
import portolan.edge.oidc.OidcAccounts;
import portolan.edge.token.KeyRing;
import portolan.edge.token.Tokens;
import portolan.language.access.Holding;
import portolan.language.access.Role;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.project.ResolveRoles;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.language.user.Account;
import portolan.language.user.AdministersAProject;
import portolan.language.user.FindUser;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Secret;
import portolan.language.user.UserDetails;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class AskingTheSystemTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String SECRET = "Secret-Word-1";
  private static final Passwords PASSWORDS = new Passwords(1);
  private static final Map<Query<?>, Object> FACTS = facts();
  private static DisposableServer server;

  @BeforeAll
  static void start() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var queries = new Facts();
    var ring = KeyRing.generate(NOW);
    var tokens = new Tokens(() -> ring, EdgeSettings.DEFAULT.tokenLife(), clock);
    var hash = PASSWORDS.hash(new Secret(SECRET)).block().value();
    var signIns = new SignIns(new OneSecret(hash), PASSWORDS, 1000, SharedCounts.NONE);
    var callers = new Callers(queries, signIns, tokens, EdgeSettings.DEFAULT, clock);
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(ApiGate.class, () -> new ApiGate(callers));
    context.registerBean(
        SystemEndpoint.class,
        () ->
            new SystemEndpoint(
                new SystemFacts("v2.13.0-test", "filesystem", Optional.empty()),
                Configurations.untouched(),
                clock));
    context.registerBean(
        PermissionsEndpoint.class, () -> new PermissionsEndpoint(queries, new Access(queries)));
    context.registerBean(
        CurrentUserEndpoint.class, () -> new CurrentUserEndpoint(queries, OidcAccounts.NONE));
    context.register(Web.class, ApiErrors.class, ApiConventions.class);
    context.refresh();
    var handler = WebHttpHandlerBuilder.applicationContext(context).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
  }

  @AfterAll
  static void stop() {
    server.disposeNow();
    PASSWORDS.close();
  }

  @Test
  void givesASignOfLifeAndItsVersionToAnybody() {
    var pong = get("nobody", "/api/v2.0/ping");
    assertThat(pong.body()).isEqualTo("Pong");
    assertThat(pong.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(get("", "/api/version").body()).isEqualTo("{\"version\":\"v2.0\"}");
  }

  @Test
  void saysLittleOfItselfToWhomItDoesNotKnow() {
    assertThat(get("", "/api/v2.0/systeminfo").body())
        .isEqualTo(
            "{\"auth_mode\":\"db_auth\",\"primary_auth_mode\":false,\"self_registration\":false,"
                + "\"banner_message\":\"\",\"oidc_provider_name\":\"\"}");
  }

  @Test
  void saysTheRestToWhoSignedIn() {
    var here = "127.0.0.1:" + server.port();
    assertThat(get("gus", "/api/v2.0/systeminfo").body())
        .contains(
            "\"current_time\":\"2026-01-02T03:04:05.678Z\"",
            "\"registry_url\":\"" + here + "\"",
            "\"external_url\":\"http://" + here + "\"",
            "\"project_creation_restriction\":\"everyone\"",
            "\"has_ca_root\":false",
            "\"harbor_version\":\"v2.13.0-test\"",
            "\"registry_storage_provider_name\":\"filesystem\"",
            "\"read_only\":false",
            "\"notification_enable\":true");
  }

  @Test
  void tellsPeopleWhoTheyAreAndNobodyElse() {
    assertThat(get("gus", "/api/v2.0/users/current").body())
        .isEqualTo(
            "{\"email\":\"gus@example.com\",\"user_id\":7,\"username\":\"gus\","
                + "\"sysadmin_flag\":false,\"admin_role_in_auth\":false,"
                + "\"creation_time\":\"1970-01-01T00:00:00.000Z\","
                + "\"update_time\":\"2026-01-02T03:04:05.678Z\"}");
    assertThat(get("robot$ci", "/api/v2.0/users/current").body())
        .contains("PRECONDITION", "get current user not available for security context: robot");
    assertThat(get("", "/api/v2.0/users/current").statusCode()).isEqualTo(401);
  }

  @Test
  void tellsAGuestWhatAGuestMayDo() {
    var absolute = get("gus", "/api/v2.0/users/current/permissions?scope=/project/1").body();
    assertThat(absolute)
        .contains(
            "{\"resource\":\"/project/1\",\"action\":\"read\"}",
            "{\"resource\":\"/project/1/repository\",\"action\":\"pull\"}")
        .doesNotContain("push");
    assertThat(absolute.split("\\},").length).isEqualTo(20);
    assertThat(
            get("gus", "/api/v2.0/users/current/permissions?scope=/project/1&relative=true").body())
        .contains("{\"resource\":\".\",\"action\":\"read\"}")
        .contains("{\"resource\":\"repository\",\"action\":\"pull\"}");
  }

  @Test
  void takesWhateverBeginsWithAProjectForTheProject() {
    var whole = permissions("gus", "/project/1");
    assertThat(permissions("gus", "/project/1/repository")).isEqualTo(whole);
    assertThat(permissions("gus", "/project/01/")).isEqualTo(whole);
    assertThat(permissions("gus", "/project/1/repository&relative=true"))
        .contains("{\"resource\":\".\",\"action\":\"pull\"}")
        .doesNotContain("artifact");
  }

  @Test
  void tellsAnAdministratorOfProjectsThatAreNotThere() {
    assertThat(permissions("admin", "/project/99"))
        .contains("{\"resource\":\"/project/99\",\"action\":\"delete\"}");
    assertThat(permissions("admin", "/project/pa")).isEqualTo("[]");
  }

  private static String permissions(String who, String scope) {
    return get(who, "/api/v2.0/users/current/permissions?scope=" + scope).body();
  }

  @Test
  void tellsNothingOfScopesThatAreNotThere() {
    for (var scope :
        new String[] {"", "/project/99", "/project/pa", "/project/", "/nonsense", "/system"}) {
      assertThat(permissions("gus", scope)).isEqualTo("[]");
      assertThat(permissions("robot$ci", scope)).isEqualTo("[]");
    }
    assertThat(get("", "/api/v2.0/users/current/permissions").statusCode()).isEqualTo(401);
    assertThat(get("admin", "/api/v2.0/users/current/permissions?scope=/system").body())
        .contains("{\"resource\":\"/system/user\",\"action\":\"delete\"}");
  }

  @Test
  void listsWhatRobotsMayBeGivenToThoseWhoMayMakeThem() {
    assertThat(get("admin", "/api/v2.0/permissions").body())
        .startsWith("{\"system\":[{\"resource\":\"audit-log\",\"action\":\"list\"}")
        .contains("\"project\":[{\"resource\":\"project\",\"action\":\"read\"}");
    assertThat(get("pam", "/api/v2.0/permissions").body()).startsWith("{\"system\":[],\"project\"");
    assertThat(get("gus", "/api/v2.0/permissions").statusCode()).isEqualTo(403);
    assertThat(get("robot$ci", "/api/v2.0/permissions").statusCode()).isEqualTo(403);
    assertThat(get("", "/api/v2.0/permissions").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> get(String who, String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (!who.isEmpty()) {
      var text = (who + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
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

  private static Map<Query<?>, Object> facts() {
    var facts = new HashMap<Query<?>, Object>();
    facts.put(new ResolveAccount("admin"), account(1, "admin", true));
    facts.put(new ResolveAccount("pam"), account(5, "pam", false));
    facts.put(new ResolveAccount("gus"), account(7, "gus", false));
    facts.put(
        new ResolveRobot("ci"),
        Optional.of(new RobotAccount(new RobotId(4), "ci", null, false, -1, java.util.List.of())));
    var project = new ProjectRef(new ProjectId(1), new ProjectName("pa"), false, Instant.EPOCH);
    facts.put(new ResolveProject(project.name()), Optional.of(project));
    facts.put(new ResolveProjectById(project.id()), Optional.of(project));
    facts.put(new ResolveRoles(project.id(), new UserId(7)), Set.of(Holding.of(Role.GUEST)));
    facts.put(
        new FindUser(new UserId(7)),
        Optional.of(
            new UserDetails(
                new UserId(7),
                "gus",
                "gus@example.com",
                "",
                "",
                false,
                false,
                Instant.EPOCH,
                NOW)));
    facts.put(new AdministersAProject(new UserId(5)), true);
    return facts;
  }

  private static Optional<Account> account(int id, String name, boolean administrator) {
    return Optional.of(new Account(new UserId(id), name, administrator));
  }

  private static final class Facts implements Queries {
    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> ask(Query<R> query) {
      Object unknown =
          switch (query) {
            case ResolveRoles _ -> Set.of();
            case AdministersAProject _ -> false;
            default -> Optional.empty();
          };
      return Mono.just((R) FACTS.getOrDefault(query, unknown));
    }
  }

  private record OneSecret(String hash) implements Credentials {
    @Override
    public Mono<Optional<String>> passwordHash(UserId user) {
      return Mono.just(Optional.of(hash));
    }

    @Override
    public Mono<Optional<String>> robotSecretHash(RobotId robot) {
      return Mono.just(Optional.of(hash));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebFlux
  static class Web {}
}
