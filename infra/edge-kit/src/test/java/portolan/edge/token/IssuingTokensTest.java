package portolan.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;
import portolan.language.oci.RepositoryName;

class IssuingTokensTest {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.250Z");
  private static final List<TokenScope.Entry> PULL =
      List.of(new TokenScope.Entry("repository", "pa/x", Set.of("push", "pull")));

  private final HeldKeys keys = new HeldKeys(KeyRing.generate(NOW));
  private final Hands clock = new Hands();
  private final Tokens tokens = new Tokens(keys, LIFE, clock);

  @Test
  void knowsItsOwnTokenAgain() {
    var token = tokens.issue("dan", Actor.user(7), Optional.of(PULL));
    var known = tokens.verify(token.value()).orElseThrow();
    assertThat(known.subject()).isEqualTo("dan");
    assertThat(known.holder()).isEqualTo(Actor.user(7));
    assertThat(known.scope().issuedAt()).isEqualTo(NOW);
    assertThat(known.scope().opens(RepositoryName.of("pa/x"), "push")).isTrue();
    assertThat(known.scope().opens(RepositoryName.of("pa/x"), "delete")).isFalse();
  }

  @Test
  void writesTheClaimsThatClientsRead() throws ParseException {
    var token = SignedJWT.parse(tokens.issue("dan", Actor.user(7), Optional.of(PULL)).value());
    assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ");
    assertThat(token.getHeader().getKeyID()).matches("([A-Z2-7]{4}:){11}[A-Z2-7]{4}");
    var claims = token.getPayload().toJSONObject();
    assertThat(claims)
        .containsOnlyKeys("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "access")
        .containsEntry("aud", "harbor-registry")
        .containsEntry("iss", "harbor-token-issuer");
    assertThat(claims.get("jti").toString()).hasSize(16);
    assertThat(claims.get("access").toString())
        .isEqualTo("[{type=repository, name=pa/x, actions=[pull, push]}]");
  }

  @Test
  void leavesOutTheSubjectOfNobodyAndSaysNullWithoutAScope() throws ParseException {
    var token = SignedJWT.parse(tokens.issue("", Actor.ANONYMOUS, Optional.empty()).value());
    assertThat(token.getPayload().toJSONObject())
        .doesNotContainKey("sub")
        .containsEntry("access", null);
  }

  @Test
  void forgetsAVerifiedTokenWhenItExpires() {
    var token = tokens.issue("dan", Actor.user(7), Optional.of(PULL)).value();
    assertThat(tokens.verify(token)).isPresent();
    clock.now = NOW.plus(LIFE).plusSeconds(59);
    assertThat(tokens.verify(token)).isPresent();
    clock.now = NOW.plus(LIFE).plusSeconds(61);
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void verifiesWithTheOldKeyWhileItsTokensLive() {
    var token = tokens.issue("dan", Actor.user(7), Optional.of(PULL)).value();
    keys.replace(keys.ring().rotate(NOW.plusSeconds(10), NOW.plusSeconds(10), LIFE));
    assertThat(new Tokens(keys, LIFE, clock).verify(token)).isPresent();
    assertThat(keys.ring().newestFirst()).hasSize(2);
    keys.replace(
        keys.ring().rotate(NOW.plus(LIFE).plusSeconds(100), NOW.plus(LIFE).plusSeconds(100), LIFE));
    assertThat(keys.ring().newestFirst()).hasSize(2);
    assertThat(new Tokens(keys, LIFE, clock).verify(token)).isEmpty();
  }

  @Test
  void keepsARingAsTextAndShowsOnlyItsPublicHalves() {
    var ring = keys.ring().rotate(NOW.plusSeconds(10), NOW.plusSeconds(10), LIFE);
    var again = KeyRing.read(ring.write());
    assertThat(again.newestFirst().stream().map(SigningKey::id))
        .containsExactlyElementsOf(ring.newestFirst().stream().map(SigningKey::id).toList());
    assertThat(ring.publish()).contains(ring.newest().id()).doesNotContain("\"d\"", "\"p\"");
  }

  @Test
  void readsAPrivateKeyInPem() {
    var key = keys.ring().newest();
    var encoded =
        java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key.privateKey().getEncoded());
    var pem = "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
    assertThat(KeyRing.ofPem(pem, NOW).newest().id()).isEqualTo(key.id());
  }

  private static final class Hands extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
