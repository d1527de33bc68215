package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Registry tokens: what a good one opens, and that no bad one opens anything.
@AgainstTheRegistry
class TokensTest {
  private final Registry registry;
  private final World world;
  private Project project;
  private Repository repository;
  private Repository open;
  private Person developer;

  TokensTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
    repository = project.repository("x");
    repository.push("1", Image.of("a layer"));
    open = world.publicProject().repository("x");
    open.push("1", Image.of("a layer"));
    developer = project.member(Role.DEVELOPER);
  }

  @Test
  void tellsWhoComesWithoutATokenWhereToGetOne() {
    var challenge = registry.asNobody().get("/v2/");
    assertThat(challenge).isRefused(401, "UNAUTHORIZED");
    assertThat(challenge.must("Www-Authenticate"))
        .startsWith("Bearer realm=\"" + registry.address().getScheme() + "://")
        .contains("/service/token\"", "service=\"");
    var pull = registry.asNobody().get(repository.path("manifests/1"));
    assertThat(pull.must("Www-Authenticate"))
        .contains("scope=\"repository:" + repository.name() + ":pull\"");
  }

  @Test
  void opensWhatItNamesAndNothingElse() {
    var token = registry.asNobody().bearing(token("pull"));
    assertThat(repository.as(token).manifest("1")).hasStatus(200);
    var other = world.privateProject().repository("y");
    other.push("1", Image.of());
    assertThat(other.as(token).manifest("1")).hasStatus(401);
    assertThat(token.get("/v2/_catalog").status()).isIn(401, 403);
    assertThat(token.get("/api/v2.0/projects/" + project.name()).status()).isIn(401, 403);
  }

  @Test
  void grantsNoMoreThanTheAskerMayDo() {
    var guest = project.member(Role.GUEST);
    var foreign = world.privateProject().repository("y");
    for (var asked :
        List.of(
            repository.name() + ":pull,push,delete", repository.name() + ":*", repository.name())) {
      var access = access(registry.as(guest), asked);
      assertThat(access).as(asked).doesNotContain("push").doesNotContain("delete");
    }
    assertThat(access(registry.as(guest), foreign.name() + ":pull,push")).doesNotContain("pull");
    assertThat(access(registry.as(guest), "*:pull")).doesNotContain("\"pull\"");
    assertThat(access(registry.as(guest), project.name() + "/../" + foreign.name() + ":pull"))
        .doesNotContain("\"pull\"");
  }

  @Test
  void isSignedByTheRegistryAlone() throws Exception {
    var genuine = SignedJWT.parse(token("pull"));
    var claims = genuine.getJWTClaimsSet();
    var stranger = new RSAKeyGenerator(2048).generate();
    assertRefused(new PlainJWT(claims).serialize());
    assertRefused(genuine.getParsedParts()[0] + "." + genuine.getParsedParts()[1] + ".");
    assertRefused(signed(genuine.getHeader(), claims, new RSASSASigner(stranger)));
    assertRefused(
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()).build(),
            claims,
            new RSASSASigner(stranger)));
    assertRefused(
        signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(genuine.getHeader().getKeyID()).build(),
            claims,
            new MACSigner(new byte[32])));
  }

  @Test
  void isRefusedWhenItWasAltered() throws Exception {
    var parts = token("pull").split("\\.");
    var claims =
        JWTClaimsSet.parse(SignedJWT.parse(token("pull")).getJWTClaimsSet().toJSONObject());
    for (var altered :
        List.of(
            new JWTClaimsSet.Builder(claims)
                .claim(
                    "access",
                    List.of(
                        Map.of(
                            "type",
                            "repository",
                            "name",
                            repository.name(),
                            "actions",
                            List.of("pull", "push", "delete"))))
                .build(),
            new JWTClaimsSet.Builder(claims).audience("another-service").build(),
            new JWTClaimsSet.Builder(claims).issuer("another-issuer").build(),
            new JWTClaimsSet.Builder(claims).expirationTime(new Date(0)).build(),
            new JWTClaimsSet.Builder(claims)
                .expirationTime(new Date(System.currentTimeMillis() + 315_360_000_000L))
                .build())) {
      var body = com.nimbusds.jose.util.Base64URL.encode(altered.toString());
      assertRefused(parts[0] + "." + body + "." + parts[2]);
    }
  }

  @Test
  void isRefusedWhenItIsNoTokenAtAll() {
    for (var nonsense : List.of("x", "a.b.c", "....", ".".repeat(5_000), "e30.e30.e30")) {
      assertRefused(nonsense);
    }
  }

  @Test
  void losesItsForceWithTheRoleOfItsBearer() throws Exception {
    var token = registry.asNobody().bearing(token("pull,push"));
    assertThat(repository.as(token).manifest("1")).hasStatus(200);
    var members = world.admin().get(project.api() + "/members?entityname=" + developer.name());
    int member = members.json().path(0).path("id").asInt();
    assertThat(world.admin().delete(project.api() + "/members/" + member)).hasStatus(200);
    assertThat(access(registry.as(developer), repository.name() + ":pull,push"))
        .doesNotContain("\"pull\"");
    assertThat(repository.as(registry.as(developer)).manifest("1").status()).isIn(401, 403, 404);
  }

  /// Also where everybody may pull.
  private void assertRefused(String token) {
    for (var each : List.of(repository, open)) {
      var answer = each.as(registry.asNobody().bearing(token)).manifest("1");
      assertThat(answer).isRefused(401, "UNAUTHORIZED");
      assertThat(answer.must("Www-Authenticate")).contains("error=\"invalid_token\"");
    }
  }

  private static String signed(
      JWSHeader header, JWTClaimsSet claims, com.nimbusds.jose.JWSSigner by) throws JOSEException {
    var token = new SignedJWT(header, claims);
    token.sign(by);
    return token.serialize();
  }

  private String token(String actions) {
    return ask(registry.as(developer), repository.name() + ":" + actions)
        .json()
        .path("token")
        .asString();
  }

  private static String access(Client client, String scope) {
    var answer = ask(client, scope);
    if (answer.status() == 400) {
      return "";
    }
    try {
      var token = SignedJWT.parse(answer.json().path("token").asString());
      return new tools.jackson.databind.ObjectMapper()
          .writeValueAsString(token.getJWTClaimsSet().getClaim("access"));
    } catch (ParseException e) {
      throw new AssertionError(answer.toString(), e);
    }
  }

  private static Answer ask(Client client, String scope) {
    var service = service(client);
    return client.get("/service/token?service=" + service + "&scope=repository:" + scope);
  }

  private static String service(Client client) {
    var challenge = client.registry().asNobody().get("/v2/").must("Www-Authenticate");
    return challenge.replaceFirst(".*service=\"([^\"]+)\".*", "$1");
  }
}
