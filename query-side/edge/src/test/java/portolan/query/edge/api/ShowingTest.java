package portolan.query.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Actor;
import portolan.language.access.Holding;
import portolan.language.access.Role;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.FindArtifacts;
import portolan.language.audit.AuditedOperation;
import portolan.language.audit.FindOperations;
import portolan.language.event.Position;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.FindProject;
import portolan.language.project.FindProjects;
import portolan.language.project.ProjectDetails;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.project.ResolveRoles;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import portolan.language.tag.TagDetails;
import portolan.language.tag.TagId;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// The operations over HTTP, with answers that the test gives. Who calls is named by a header.
class ShowingTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Instant THEN = Instant.parse("2026-10-01T12:00:00.1234Z");
  private static final ProjectId ACME = new ProjectId(7);
  private static final RepositoryName WEB = RepositoryName.of("acme/web/app");
  private static final Map<String, Principal> PEOPLE =
      Map.of(
          "admin", new Principal.User(new UserId(1), "admin", true),
          "dev", new Principal.User(new UserId(4), "dev", false),
          "stranger", new Principal.User(new UserId(5), "stranger", false),
          "nobody", new Principal.Anonymous());

  private final Map<Class<?>, Query<?>> asked = new HashMap<>();
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private DisposableServer server;

  @EnableWebFlux
  static class Flux {}

  @BeforeEach
  void start() {
    context.register(
        Flux.class,
        ProjectsEndpoint.class,
        ArtifactsEndpoint.class,
        AuditEndpoint.class,
        UsersEndpoint.class);
    Queries queries = this::answer;
    var access = new Access(queries);
    context.registerBean(Queries.class, () -> queries);
    context.registerBean(Access.class, () -> access);
    context.registerBean(Projects.class, () -> new Projects(queries, access));
    context.registerBean(Sights.class, () -> new Sights(access));
    context.registerBean(Places.class, () -> new Places(queries));
    context.registerBean(ApiConventions.class, ApiConventions::new);
    context.registerBean(ApiErrors.class, ApiErrors::new);
    context.registerBean(WebFilter.class, () -> ShowingTest::introduce);
    context.refresh();
    var handler = WebHttpHandlerBuilder.applicationContext(context).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
    context.close();
  }

  @Test
  void hidesAPrivateProjectAsIfItWereNotThere() {
    for (var project : List.of("acme", "missing")) {
      assertThat(get("stranger", "/projects/" + project).statusCode()).isEqualTo(403);
      assertThat(get("nobody", "/projects/" + project).statusCode()).isEqualTo(401);
      assertThat(get("stranger", "/projects/" + project).body())
          .isEqualTo(get("stranger", "/projects/missing").body());
    }
    assertThat(get("admin", "/projects/missing").statusCode()).isEqualTo(404);
    assertThat(get("dev", "/projects/7").body())
        .contains(
            "\"name\":\"acme\"",
            "\"current_user_role_id\":2",
            "\"current_user_role_ids\":[2]",
            "\"repo_count\":0",
            "\"creation_time\":\"2026-10-01T12:00:00.123Z\"")
        .doesNotContain("owner_name");
  }

  @Test
  void saysHowLongAListIsAndWhereItGoesOn() {
    var list = get("admin", "/projects?page_size=1&name=ac&public=false");
    assertThat(list.headers().firstValue("X-Total-Count")).contains("3");
    assertThat(list.headers().firstValue("Link").orElseThrow())
        .contains("page=2", "page_size=1", "rel=\"next\"");
    assertThat(asked.get(FindProjects.class).toString())
        .contains("everything=true", "Fuzzy[key=name, text=ac]", "Exact[key=public, value=false]");
    assertThat(get("admin", "/projects?page_size=101").statusCode()).isEqualTo(422);
    assertThat(get("admin", "/projects?q=name").statusCode()).isEqualTo(400);
  }

  @Test
  void writesEmptyFieldsOfAnArtifactAsHarborDoes() {
    var path = "/projects/acme/repositories/web%252Fapp/artifacts";
    var plain = get("dev", path).body();
    assertThat(plain)
        .contains(
            "\"references\":null",
            "\"labels\":null",
            "\"accessories\":null",
            "\"pull_time\":\"0001-01-01T00:00:00.000Z\"",
            "\"extra_attrs\":{\"os\":\"linux\"}",
            "\"name\":\"v1\"",
            "repositories/web%252Fapp/artifacts/" + digest() + "/additions/build_history")
        .doesNotContain("annotations", "artifact_type");
    assertThat(get("dev", path + "?with_tag=false").body()).contains("\"tags\":null");
    assertThat(get("dev", path + "?with_accessory=true").body())
        .contains("\"type\":\"signature.notation\"", "\"subject_artifact_id\":3");
    assertThat(get("dev", "/projects/acme/repositories/web%2Fapp/artifacts").statusCode())
        .isEqualTo(200);
    assertThat(get("dev", "/projects/acme/repositories/UP/artifacts").statusCode()).isEqualTo(404);
  }

  @Test
  void showsTheTrailToThoseWhoAdminister() {
    assertThat(get("nobody", "/auditlog-exts").statusCode()).isEqualTo(401);
    get("dev", "/auditlog-exts");
    assertThat(asked.get(FindOperations.class).toString()).contains("administeredBy=Optional[4]");
    var detailed = get("admin", "/auditlog-exts?with_detail=true").body();
    assertThat(detailed)
        .contains(
            "\"operation_description\":\"update project: acme\"",
            "\"old_value\":{\"public\":\"false\"}",
            "\"client_address\":\"10.0.0.9\"");
    assertThat(get("admin", "/auditlog-exts").body()).doesNotContain("old_value", "10.0.0.9");
    assertThat(get("dev", "/projects/acme/auditlog-exts").statusCode()).isEqualTo(403);
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(get("admin", "/users/abc").statusCode()).isEqualTo(422);
    assertThat(get("dev", "/users/9").statusCode()).isEqualTo(403);
    assertThat(get("dev", "/users/search").statusCode()).isEqualTo(422);
  }

  @SuppressWarnings("unchecked")
  private <R> Mono<R> answer(Query<R> query) {
    asked.put(query.getClass(), query);
    var acme = new ProjectRef(ACME, new ProjectName("acme"), false, THEN);
    Object answer =
        switch (query) {
          case ResolveProject it ->
              Optional.of(acme).filter(found -> found.name().equals(it.name()));
          case ResolveProjectById it ->
              Optional.of(acme).filter(found -> found.id().equals(it.project()));
          case ResolveRoles it ->
              it.user().value() == 4 ? Set.of(Holding.of(Role.DEVELOPER)) : Set.<Holding>of();
          case FindProject it -> Optional.of(details());
          case FindProjects it -> new Page<>(List.of(details()), 3);
          case ResolveRepository it ->
              Optional.of(new RepositoryRef(new RepositoryId(2), ACME, WEB))
                  .filter(found -> found.name().equals(it.name()));
          case FindArtifacts it -> new Page<>(List.of(artifact()), 1);
          case FindOperations it -> new Page<>(List.of(operation()), 1);
          default -> throw new AssertionError("not expected: " + query);
        };
    return Mono.just((R) answer);
  }

  private static ProjectDetails details() {
    return new ProjectDetails(
        ACME,
        new ProjectName("acme"),
        new UserId(1),
        null,
        Map.of("public", "false"),
        CveAllowlist.EMPTY,
        0,
        Set.of(Role.DEVELOPER),
        THEN,
        THEN);
  }

  private static ArtifactDetails artifact() {
    return new ArtifactDetails(
        new ArtifactId(3),
        ACME,
        new RepositoryId(2),
        WEB,
        digest(),
        "IMAGE",
        MediaTypes.OCI_MANIFEST,
        MediaTypes.OCI_CONFIG,
        null,
        111,
        Map.of(),
        "{\"os\":\"linux\"}",
        THEN,
        null,
        List.of(new TagDetails(new TagId(1), new TagName("v1"), THEN, null)),
        List.of(),
        List.of(
            new ArtifactDetails.Accessory(
                new ArtifactId(4), digest(), "signature.notation", 9, THEN)),
        List.of(),
        List.of(),
        null);
  }

  private static Digest digest() {
    return Digest.of(new byte[0]);
  }

  private static AuditedOperation operation() {
    return new AuditedOperation(
        new Position(12),
        THEN,
        Actor.user(4),
        "dev",
        "basic",
        "update",
        "project",
        "acme",
        "acme",
        ACME,
        "{\"public\":\"false\"}",
        "{\"public\":\"true\"}",
        true,
        "r1",
        null,
        "10.0.0.9",
        null);
  }

  private static Mono<Void> introduce(ServerWebExchange exchange, WebFilterChain chain) {
    var who = String.valueOf(exchange.getRequest().getHeaders().getFirst("X-Who"));
    exchange
        .getAttributes()
        .put(
            Caller.ATTRIBUTE,
            new Caller(
                PEOPLE.get(who),
                Optional.empty(),
                "basic",
                false,
                "127.0.0.1",
                "",
                "r",
                Optional.empty(),
                URI.create("http://localhost")));
    return chain.filter(exchange);
  }

  private HttpResponse<String> get(String who, String path) {
    var uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v2.0" + path);
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(uri).header("X-Who", who).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
