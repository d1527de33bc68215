package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// CI jobs without a secret: what a provider says of a job is exchanged for a token of ours.
@AgainstTheRegistry
class TokenExchangeTest {
  private static final String MAIN = "repo:acme/web:ref:refs/heads/main";

  private static WorkloadProvider provider;

  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;
  private Client head;

  TokenExchangeTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeAll
  static void start() {
    provider = new WorkloadProvider();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
    head = registry.as(project.member(Role.PROJECT_ADMIN));
  }

  @Test
  void letsAJobPushWithoutASecretAndKeepsWhatItSaid() throws InterruptedException {
    rule("push");
    var image = Image.of("built by a job");

    var answer = exchange(provider.token(job(MAIN)));

    assertThat(answer).hasStatus(200).hasHeader("Cache-Control", "no-store");
    assertThat(answer.json().path("token_type").asString()).isEqualTo("Bearer");
    assertThat(answer.json().path("issued_token_type").asString())
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(answer.json().path("expires_in").asInt()).isBetween(500, 600);
    var token = answer.json().path("access_token").asString();
    project.repository("app").as(registry.asNobody().bearing(token)).push("v1", image);
    assertThat(project.repository("app").manifest("v1")).hasStatus(200);

    eventually(() -> !log("exchange").isEmpty());
    assertThat(log("exchange").getFirst()).contains(MAIN).contains("octocat");
    var pushed = log("create");
    assertThat(pushed).anyMatch(entry -> entry.contains("workload$" + project.name() + "+deploy#"));
    assertThat(registry.database().rows("SELECT convert_from(payload, 'UTF8') FROM event"))
        .noneMatch(payload -> payload.contains("octocat"));
  }

  @Test
  void takesTheTokenAsAPasswordUnderAnyName() {
    rule("push");
    var token = token(exchange(provider.token(job(MAIN))));
    var login = registry.as(new Person("ci", token));

    var scope = "repository:" + project.name() + "/app:push,pull,delete";
    var forDocker = login.get("/service/token?service=harbor-registry&scope=" + scope);

    assertThat(forDocker).hasStatus(200);
    var docker = registry.asNobody().bearing(forDocker.json().path("token").asString());
    project.repository("app").as(docker).push("v1", Image.of("by docker"));
    assertThat(project.repository("app").as(docker).deleteManifest("v1").status()).isEqualTo(401);
    assertThat(registry.as(new Person("ci", token + "x")).get("/v2/")).hasStatus(401);
  }

  @Test
  void givesNoMoreThanTheRuleAndTheScope() {
    rule("push", "pull");
    var narrow =
        exchange(
            provider.token(job(MAIN)),
            Map.of("scope", "repository:" + project.name() + "/app:pull,delete"));
    assertThat(narrow).hasStatus(200);
    assertThat(narrow.json().path("scope").asString())
        .isEqualTo("repository:" + project.name() + "/app:pull");
    var pulling = registry.asNobody().bearing(token(narrow));
    assertThat(project.repository("app").as(pulling).begin().status()).isEqualTo(401);

    var other = world.privateProject();
    var whole = registry.asNobody().bearing(token(exchange(provider.token(job(MAIN)))));
    assertThat(other.repository("app").as(whole).begin().status()).isEqualTo(401);
    assertThat(whole.get("/v2/_catalog").status()).isIn(401, 403);
    var asPassword = registry.as(new Person("ci", token(exchange(provider.token(job(MAIN))))));
    assertThat(asPassword.get(project.api() + "/members")).isRefused(403, "FORBIDDEN");
    assertThat(asPassword.get("/api/v2.0/users")).isRefused(403, "FORBIDDEN");
    assertThat(
            exchange(
                provider.token(job(MAIN)),
                Map.of("scope", "repository:" + other.name() + "/app:pull")))
        .hasStatus(400)
        .says("invalid_scope");
  }

  @Test
  void showsNoMoreInListsThanTheTokenOpens() {
    rule("pull", "list");
    project.repository("app").push("v1", Image.of("shown"));
    project.repository("other").push("v1", Image.of("hidden"));
    var whole = registry.as(new Person("ci", token(exchange(provider.token(job(MAIN))))));
    assertThat(whole.get("/api/v2.0/repositories?page_size=100").text())
        .contains(project.name() + "/other");

    var scope = Map.of("scope", "repository:" + project.name() + "/app:pull");
    var narrow = registry.as(new Person("ci", token(exchange(provider.token(job(MAIN)), scope))));

    for (var list :
        List.of(
            "/projects?page_size=100",
            "/repositories?page_size=100",
            "/search?q=" + project.name())) {
      assertThat(narrow.get("/api/v2.0" + list)).hasStatus(200);
      assertThat(narrow.get("/api/v2.0" + list).text()).as(list).doesNotContain(project.name());
    }
    var counts = narrow.get("/api/v2.0/statistics").json();
    assertThat(counts.path("private_project_count").asInt(-1)).isZero();
    assertThat(counts.path("private_repo_count").asInt(-1)).isZero();
    assertThat(narrow.get(project.api() + "/repositories")).isRefused(403, "FORBIDDEN");
  }

  @Test
  void trustsNobodyElse() throws JOSEException {
    rule("push");
    var good = claims(Instant.now().plusSeconds(300));
    assertThat(exchange(signed(good, WorkloadProvider.KEY))).as("the forge works").hasStatus(200);

    var stranger = WorkloadProvider.key(WorkloadProvider.KEY.getKeyID());
    var secret = WorkloadProvider.KEY.toRSAPublicKey().getEncoded();
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(WorkloadProvider.KEY.getKeyID())
                .build(),
            good);
    confused.sign(new MACSigner(secret));
    var late = claims(Instant.now().minusSeconds(120));
    var elsewhere = new JWTClaimsSet.Builder(good).issuer("http://127.0.0.1:9").build();
    var likeOurs = new JWTClaimsSet.Builder(good).issuer(WorkloadProvider.issuer() + "/").build();
    var forOthers = new JWTClaimsSet.Builder(good).audience("https://other.example").build();
    var endless = new JWTClaimsSet.Builder(good).expirationTime(null).build();
    var early =
        new JWTClaimsSet.Builder(good)
            .notBeforeTime(Date.from(Instant.now().plusSeconds(200)))
            .build();
    var ahead =
        new JWTClaimsSet.Builder(good).issueTime(Date.from(Instant.now().plusSeconds(200))).build();
    var cases = new LinkedHashMap<String, String>();
    cases.put("alg none", new PlainJWT(good).serialize());
    cases.put("another key", signed(good, stranger));
    cases.put("an unknown key", signed(good, WorkloadProvider.key("other")));
    cases.put("the public key as a secret", confused.serialize());
    cases.put("expired", signed(late, WorkloadProvider.KEY));
    cases.put("without an end", signed(endless, WorkloadProvider.KEY));
    cases.put("not yet good", signed(early, WorkloadProvider.KEY));
    cases.put("from the future", signed(ahead, WorkloadProvider.KEY));
    cases.put("an issuer that is not listed", signed(elsewhere, WorkloadProvider.KEY));
    cases.put("an issuer that looks alike", signed(likeOurs, WorkloadProvider.KEY));
    cases.put("another audience", signed(forOthers, WorkloadProvider.KEY));
    cases.put("another branch", provider.token(job("repo:acme/web:ref:refs/heads/feature")));
    cases.put("another repository", provider.token(job("repo:acme/web2:ref:refs/heads/main")));
    cases.put("no environment", provider.token(Map.of("sub", MAIN)));
    cases.put("no token", "nonsense");
    cases.put("too long", "x".repeat(20_000));
    cases.forEach((what, token) ->
        assertThat(exchange(token))
            .as(what)
            .hasStatus(400)
            .says("invalid_request", "no rule of this project trusts this token"));
    assertThat(exchange(signed(good, WorkloadProvider.KEY), Map.of("audience", Names.fresh("no"))))
        .hasStatus(400)
        .says("no rule of this project trusts this token");
  }

  @Test
  void asksForWhatTheStandardSays() {
    rule("push");
    var token = provider.token(job(MAIN));
    assertThat(exchange(token, Map.of("grant_type", "client_credentials")))
        .hasStatus(400)
        .says("unsupported_grant_type");
    for (var wrong :
        List.of(
            Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:saml2"),
            Map.of("audience", "No Project"),
            Map.of("actor_token", "x"))) {
      assertThat(exchange(token, wrong)).hasStatus(400).says("invalid_request");
    }
    assertThat(registry.asNobody().get("/service/token/exchange")).hasStatus(405);
  }

  @Test
  void endsWithTheRuleThatGaveIt() {
    var rule = rule("push");
    var first = registry.asNobody().bearing(token(exchange(provider.token(job(MAIN)))));
    assertThat(project.repository("app").as(first).begin()).hasStatus(202);

    assertThat(head.send("PUT", rule, form("pull"))).hasStatus(200);
    assertThat(project.repository("app").as(first).begin().status()).isEqualTo(401);

    var second = token(exchange(provider.token(job(MAIN))));
    assertThat(registry.as(new Person("ci", second)).get("/v2/")).hasStatus(200);
    assertThat(head.delete(rule)).hasStatus(200);
    assertThat(registry.as(new Person("ci", second)).get("/v2/")).hasStatus(401);
    assertThat(exchange(provider.token(job(MAIN)))).hasStatus(400);
  }

  @Test
  void isRuledByThoseWhoAdministerTheProject() {
    var rule = rule("push");
    var read = head.get(rule);
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("claims").path("environment").asString()).isEqualTo("prod*");
    assertThat(read.json().path("lifetime_seconds").asInt()).isEqualTo(600);
    assertThat(head.get(project.api() + "/trustrules"))
        .hasStatus(200)
        .hasHeader("X-Total-Count", "1");
    var maintainer = registry.as(project.member(Role.MAINTAINER));
    assertThat(maintainer.get(rule)).hasStatus(200);
    assertThat(maintainer.send("PUT", rule, form("pull"))).isRefused(403, "FORBIDDEN");
    for (var client :
        List.of(
            registry.as(project.member(Role.DEVELOPER)),
            registry.as(world.user()),
            registry.as(world.robot(project, "push", "pull")))) {
      assertThat(client.get(rule)).isRefused(403, "FORBIDDEN");
      assertThat(client.send("POST", project.api() + "/trustrules", form("pull")))
          .isRefused(403, "FORBIDDEN");
      assertThat(client.delete(rule)).isRefused(403, "FORBIDDEN");
    }
    assertThat(registry.asNobody().get(rule)).isRefused(401, "UNAUTHORIZED");
    var foreign = world.privateProject().api() + rule.substring(rule.indexOf("/trustrules"));
    assertThat(admin.get(foreign)).isRefused(404, "NOT_FOUND");
    assertThat(admin.delete(foreign)).isRefused(404, "NOT_FOUND");
    assertThat(head.delete(rule)).hasStatus(200);
    assertThat(head.get(rule)).isRefused(404, "NOT_FOUND");
  }

  @Test
  void hasNoRuleThatTrustsEverybodyOrCallsAnybody() {
    rule("push");
    assertThat(head.send("POST", project.api() + "/trustrules", form("push")))
        .isRefused(409, "CONFLICT");
    for (var wrong :
        List.of(
            Map.of("claims", Map.of()),
            Map.of("claims", Map.of("sub", "**")),
            Map.of("claims", Map.of("sub", "{a,**}")),
            Map.of("claims", Map.of("sub", "[a-z]*")),
            Map.of("claims", Map.of("sub", "[a")),
            Map.of("issuer", "http://169.254.169.254/latest"),
            Map.of("issuer", "http://localhost:6379"),
            Map.of("audience", ""),
            Map.of("permissions", List.of()),
            Map.of("permissions", List.of(Map.of("resource", "robot", "action", "create"))),
            Map.of("permissions", List.of(Map.of("resource", "member", "action", "create"))),
            Map.of("lifetime_seconds", 5),
            Map.of("lifetime_seconds", 1_000_000),
            Map.of("name", "UPPER"))) {
      var form = new HashMap<>(form("push"));
      form.put("name", "second");
      form.putAll(wrong);
      assertThat(head.send("POST", project.api() + "/trustrules", form))
          .as(wrong.toString())
          .isRefused(400, "BAD_REQUEST");
    }
  }

  private String rule(String... actions) {
    var made = head.send("POST", project.api() + "/trustrules", form(actions));
    assertThat(made).hasStatus(201);
    return made.location();
  }

  private static Map<String, Object> form(String... actions) {
    return Map.of(
        "name",
        "deploy",
        "issuer",
        WorkloadProvider.issuer(),
        "audience",
        WorkloadProvider.AUDIENCE,
        "claims",
        Map.of("sub", MAIN, "environment", "prod*"),
        "lifetime_seconds",
        600,
        "permissions",
        List.of(actions).stream()
            .map(action -> Map.of("resource", "repository", "action", action))
            .toList());
  }

  private static Map<String, Object> job(String subject) {
    return Map.of("sub", subject, "environment", "production", "actor", "octocat");
  }

  private static JWTClaimsSet claims(Instant ends) {
    return new JWTClaimsSet.Builder()
        .issuer(WorkloadProvider.issuer())
        .subject(MAIN)
        .audience(WorkloadProvider.AUDIENCE)
        .claim("environment", "production")
        .issueTime(Date.from(ends.minusSeconds(600)))
        .expirationTime(Date.from(ends))
        .build();
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private Answer exchange(String token) {
    return exchange(token, Map.of());
  }

  private Answer exchange(String token, Map<String, String> otherwise) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token", token);
    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
    form.put("audience", project.name());
    form.putAll(otherwise);
    var body =
        form.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return registry
        .asNobody()
        .upload(
            "POST",
            "/service/token/exchange",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  private static String token(Answer answer) {
    assertThat(answer).hasStatus(200);
    return answer.json().path("access_token").asString();
  }

  /// What the project's log has of an operation, newest first.
  private List<String> log(String operation) {
    var path =
        project.api() + "/auditlog-exts?with_detail=true&page_size=100&q=operation=" + operation;
    return admin.get(path).json().valueStream().map(Object::toString).toList();
  }
}
