package portolan.edge.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.trust.TrustRuleSpec;
import reactor.core.publisher.Mono;

class IdentityTokensTest {
  private static final String ISSUER = "https://issuer.example";
  private static final RSAKey KEY = key("one");

  private final Web web = new Web();
  private final IdentityTokens tokens = new IdentityTokens(List.of(ISSUER), Clock.systemUTC(), web);

  @AfterEach
  void close() {
    tokens.close();
  }

  @Test
  void asksAnIssuerForItsKeysOnceForManyTokens() {
    for (int i = 0; i < 20; i++) {
      assertThat(tokens.verified(token(KEY)).block().texts("sub")).containsExactly("job");
    }
    assertThat(web.asked)
        .containsExactly(ISSUER + "/.well-known/openid-configuration", ISSUER + "/keys");
  }

  @Test
  void asksNoMoreThanTwiceHoweverManyKeysAreMadeUp() {
    assertThat(tokens.verified(token(KEY)).block()).isNotNull();
    for (int i = 0; i < 20; i++) {
      assertThat(refused(token(key("made up " + i)))).isTrue();
    }
    assertThat(web.asked).hasSizeLessThanOrEqualTo(4);
    assertThat(tokens.verified(token(KEY)).block()).isNotNull();
  }

  @Test
  void asksNobodyForAnIssuerThatIsNotListed() {
    var stranger = new JWTClaimsSet.Builder(claims()).issuer("https://evil.example").build();
    assertThat(refused(signed(stranger, KEY))).isTrue();
    assertThat(web.asked).isEmpty();
  }

  @Test
  void asksAnIssuerThatDoesNotAnswerOnceInAWhile() {
    web.away = true;
    for (int i = 0; i < 20; i++) {
      assertThat(refused(token(KEY))).isTrue();
    }
    assertThat(web.asked).hasSize(1);
  }

  @Test
  void followsNoIssuerToAPlaceWithoutTls() {
    web.keys = "http://169.254.169.254/keys";
    assertThat(refused(token(KEY))).isTrue();
    assertThat(web.asked).hasSize(1);
  }

  @Test
  void takesNoTokenFromTheFuture() {
    assertThat(refused(signed(issued(600), KEY))).isTrue();
    assertThat(refused(signed(issued(30), KEY))).isFalse();
  }

  private static JWTClaimsSet issued(int secondsAhead) {
    var then = Instant.now().plusSeconds(secondsAhead);
    return new JWTClaimsSet.Builder(claims())
        .issueTime(Date.from(then))
        .expirationTime(Date.from(then.plusSeconds(60)))
        .build();
  }

  @Test
  void readsClaimsByNameAndByPointer() {
    var claims =
        new JWTClaimsSet.Builder(claims())
            .claim("kubernetes.io", Map.of("namespace", "ci"))
            .claim("groups", List.of("a", "b"))
            .claim("protected", true)
            .claim("run", 7)
            .build();
    var token = tokens.verified(signed(claims, KEY)).block();
    assertThat(token.texts("/kubernetes.io/namespace")).containsExactly("ci");
    assertThat(token.texts("/kubernetes.io/nothing/there")).isEmpty();
    assertThat(token.texts("kubernetes.io")).isEmpty();
    assertThat(token.texts("groups")).containsExactly("a", "b");
    assertThat(token.texts("protected")).containsExactly("true");
    assertThat(token.texts("run")).containsExactly("7");
    assertThat(Trust.given(rule(Map.of("groups", "b", "run", "[0-9]")), token)).isTrue();
    assertThat(Trust.given(rule(Map.of("groups", "c")), token)).isFalse();
    assertThat(Trust.given(rule(Map.of()), token)).as("nothing asked for").isFalse();
  }

  private static TrustRuleSpec rule(Map<String, String> claims) {
    return new TrustRuleSpec("ci", "", ISSUER, "registry", claims, Set.of(), 600, false);
  }

  private boolean refused(String token) {
    return tokens
        .verified(token)
        .map(_ -> false)
        .onErrorResume(UntrustedToken.class, _ -> Mono.just(true))
        .block();
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("job")
        .audience("registry")
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
        .build();
  }

  private static String token(RSAKey key) {
    return signed(claims(), key);
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The issuer, and what it was asked for.
  private static final class Web implements ResourceRetriever {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private String keys = ISSUER + "/keys";
    private boolean away;

    @Override
    public Resource retrieveResource(URL url) throws IOException {
      asked.add(url.toString());
      if (away) {
        throw new IOException("away");
      }
      return new Resource(
          url.getPath().equals("/keys")
              ? new JWKSet(KEY.toPublicJWK()).toString()
              : "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, keys),
          "application/json");
    }
  }
}
