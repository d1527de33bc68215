package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// Programs that come with what an OIDC provider says of a person: the id token as Bearer.
@Tag("alone")
class IdTokensTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final String TOKEN =
      "/service/token?service=harbor-registry&scope=repository:library/web:pull,push";

  private static IdentityProvider provider;
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    registry = Single.started();
    admin = registry.asAdmin();
    provider = new IdentityProvider(registry.address() + "/c/oidc/callback");
    var settings =
        Map.of(
            "auth_mode",
            "oidc_auth",
            "oidc_name",
            "Spring",
            "oidc_endpoint",
            provider.issuer(),
            "oidc_client_id",
            IdentityProvider.CLIENT,
            "oidc_client_secret",
            IdentityProvider.SECRET,
            "oidc_scope",
            "openid,profile,email",
            "oidc_auto_onboard",
            true);
    assertThat(admin.send("PUT", "/api/v2.0/configurations", settings)).hasStatus(200);
    onboard("olga");
  }

  @AfterAll
  static void stop() {
    registry.close();
    provider.close();
  }

  @Test
  void openTheApiAndTheTokenServiceButNotTheRegistry() throws Exception {
    var olga = bearing(provider.idToken(IdentityProvider.CLIENT, "olga"));
    var me = olga.get(ME);
    assertThat(me).hasStatus(200);
    assertThat(me.json().path("username").asString()).isEqualTo("Person_olga");

    var project = new World(registry).privateProject();
    assertThat(olga.get(project.api())).isRefused(403, "FORBIDDEN");
    var member = Map.of("role_id", 2, "member_user", Map.of("username", "Person_olga"));
    assertThat(admin.send("POST", project.api() + "/members", member)).hasStatus(201);
    assertThat(olga.get(project.api())).hasStatus(200);

    assertThat(olga.get("/v2/")).isRefused(401, "UNAUTHORIZED");
    var scope = "repository:" + project.name() + "/web:pull,push";
    var given = olga.get("/service/token?service=harbor-registry&scope=" + scope);
    assertThat(given).hasStatus(200);
    var registryToken = given.json().path("token").asString();
    assertThat(bearing(registryToken).get("/v2/")).hasStatus(200);
    assertThat(bearing(registryToken).post("/v2/" + project.name() + "/web/blobs/uploads/"))
        .hasStatus(202);
    // The registry's own token is none of the provider's.
    assertThat(bearing(registryToken).get(ME)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void openNoPage() throws Exception {
    onboard("ada");
    var ada = bearing(provider.idToken(IdentityProvider.CLIENT, "ada"));
    var id = ada.get(ME).json().path("user_id").asInt();
    var flag = Map.of("sysadmin_flag", true);
    assertThat(admin.send("PUT", "/api/v2.0/users/" + id + "/sysadmin", flag)).hasStatus(200);
    assertThat(ada.get("/api/v2.0/configurations")).hasStatus(200);
    var page = ada.get("/c/login");
    var asked =
        ada.upload(
            "POST",
            "/c/userExists",
            "target=username&value=admin".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Harbor-CSRF-Token",
            page.must("X-Harbor-CSRF-Token"),
            "Cookie",
            page.must("Set-Cookie").split(";", 2)[0]);
    assertThat(asked).isRefused(412, "PRECONDITION");
  }

  @Test
  void openNothingForAnotherProgram() throws Exception {
    isRefused(provider.idToken(IdentityProvider.OTHER, "olga"));
    isRefused(signed(claims -> claims.audience("somebody-else")));
    isRefused(signed(claims -> claims.audience((String) null)));
    isRefused(signed(claims -> claims.claim("azp", IdentityProvider.OTHER)));
    var ours = signed(claims -> claims.claim("azp", IdentityProvider.CLIENT));
    assertThat(bearing(ours).get(ME)).hasStatus(200);
  }

  @Test
  void openNothingForSomebodyWhoHasNeverSignedIn() throws Exception {
    isRefused(provider.idToken(IdentityProvider.CLIENT, "uma"));
    isRefused(signed(claims -> claims.subject("nobody")));
    isRefused(signed(claims -> claims.subject("admin")));
  }

  @Test
  void openNothingForSomebodyWhoWasRemoved() throws Exception {
    onboard("rita");
    var rita = provider.idToken(IdentityProvider.CLIENT, "rita");
    var id = bearing(rita).get(ME).json().path("user_id").asInt();
    assertThat(admin.delete("/api/v2.0/users/" + id)).hasStatus(200);
    isRefused(rita);
  }

  @Test
  void openNothingBeforeOrAfterTheirTime() throws Exception {
    assertThat(bearing(signed(claims -> {})).get(ME)).hasStatus(200);
    isRefused(signed(claims -> claims.expirationTime(in(Duration.ofMinutes(-5)))));
    isRefused(signed(claims -> claims.expirationTime(null)));
    isRefused(signed(claims -> claims.issueTime(in(Duration.ofMinutes(10)))));
    isRefused(signed(claims -> claims.notBeforeTime(in(Duration.ofSeconds(1000)))));
    var soon = signed(claims -> claims.notBeforeTime(in(Duration.ofSeconds(30))));
    assertThat(bearing(soon).get(ME)).hasStatus(200);
  }

  @Test
  void openNothingOfAnotherIssuer() throws Exception {
    isRefused(signed(claims -> claims.issuer("https://evil.example")));
    isRefused(signed(claims -> claims.issuer(provider.issuer() + "/")));
    isRefused(signed(claims -> claims.issuer(null)));
  }

  @Test
  void openNothingWhenForged() throws Exception {
    var other = WorkloadProvider.key("provider");
    isRefused(signed(other, claims -> {}));
    isRefused(signed(WorkloadProvider.key("unknown"), claims -> {}));
    isRefused(new PlainJWT(claims().build()).serialize());
    var publicKey = IdentityProvider.KEY.toRSAPublicKey().getEncoded();
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("provider").build(), claims().build());
    confused.sign(new MACSigner(publicKey));
    isRefused(confused.serialize());
    var good = signed(claims -> {});
    isRefused(good.substring(0, good.lastIndexOf('.') + 1));
    isRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
    isRefused(good + "." + good);
    isRefused("e30.e30.e30");
    isRefused("x".repeat(8000));
  }

  /// Nowhere, and without any word of why.
  private static void isRefused(String token) {
    assertThat(bearing(token).get(ME)).isRefused(401, "UNAUTHORIZED");
    assertThat(bearing(token).get("/api/v2.0/users?page_size=1")).isRefused(401, "UNAUTHORIZED");
    assertThat(bearing(token).get(TOKEN)).isRefused(401, "UNAUTHORIZED");
    assertThat(bearing(token).get("/v2/")).isRefused(401, "UNAUTHORIZED");
  }

  private static String signed(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(IdentityProvider.KEY, change);
  }

  private static String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change)
      throws JOSEException {
    var claims = claims();
    change.accept(claims);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /// As the provider speaks of olga to the registry.
  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuer())
        .audience(IdentityProvider.CLIENT)
        .subject("olga")
        .issueTime(in(Duration.ZERO))
        .expirationTime(in(Duration.ofMinutes(5)));
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private static Client bearing(String token) {
    return registry.asNobody().bearing(token);
  }

  private static void onboard(String name) throws IOException, InterruptedException {
    var browser = new Browser(registry);
    var sent = browser.get("/c/oidc/login?redirect_url=/");
    var back = provider.signIn(URI.create(sent.must("Location")), name);
    assertThat(browser.get(back.getRawPath() + "?" + back.getRawQuery())).hasStatus(302);
    assertThat(browser.get(ME)).hasStatus(200);
  }
}
