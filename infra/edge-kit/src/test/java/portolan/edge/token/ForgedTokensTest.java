package portolan.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgedTokensTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.250Z");
  private static final long SECOND = NOW.getEpochSecond();
  private static final KeyRing RING = KeyRing.generate(NOW);
  private static final SigningKey KEY = RING.newest();

  private final Tokens tokens =
      new Tokens(() -> RING, Duration.ofMinutes(30), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void takesTheTokenThatAllTheseAreMadeFrom() {
    assertThat(tokens.verify(genuine().signed())).isPresent();
  }

  @Test
  void refusesUnsignedTokens() {
    var none = genuine().header("alg", "none").input();
    refused(none + ".", genuine().input() + ".", genuine().input(), none);
  }

  @Test
  void refusesTheSignatureOfAnotherToken() {
    var other = genuine().claim("sub", "eve").signed();
    refused(genuine().input() + other.substring(other.lastIndexOf('.')));
  }

  @Test
  void refusesASignatureOfZeroesUnderAnotherAlgorithm() {
    var zeroes = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    refused(genuine().header("alg", "ES256").input() + "." + zeroes);
  }

  @Test
  void refusesThePublicKeyAsASharedSecret() throws JOSEException {
    var pem = Base64.getMimeEncoder(64, new byte[] {'\n'});
    var der = KEY.publicKey().getEncoded();
    var text = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n";
    var forge = genuine().header("alg", "HS256");
    refused(forge.signed(new MACSigner(der), JWSAlgorithm.HS256));
    refused(
        forge.signed(new MACSigner(text.formatted(pem.encodeToString(der))), JWSAlgorithm.HS256));
  }

  @Test
  void refusesAnotherRsaAlgorithmOfTheSameKey() {
    var signer = new RSASSASigner(KEY.privateKey());
    refused(genuine().header("alg", "RS512").signed(signer, JWSAlgorithm.RS512));
    refused(genuine().header("alg", "PS256").signed(signer, JWSAlgorithm.PS256));
  }

  @Test
  void refusesKeysThatTheTokenBringsAlong() {
    var own = SigningKey.generate(NOW);
    var jwk = new RSAKey.Builder(own.publicKey()).build().toJSONObject();
    var forge = Forge.like(own, SECOND).header("kid", KEY.id());
    refused(
        forge.signed(),
        forge.header("jwk", jwk).signed(),
        Forge.like(own, SECOND).signed(),
        Forge.like(own, SECOND).header("jku", "http://127.0.0.1:9/keys").signed(),
        Forge.like(own, SECOND).header("x5u", "http://127.0.0.1:9/cert").signed(),
        Forge.like(own, SECOND).header("x5c", List.of("MIIB")).signed());
  }

  @Test
  void refusesOtherAudiencesAndIssuers() {
    refused(
        genuine().claim("aud", "another").signed(),
        genuine().claim("aud", List.of("harbor-registry", "another")).signed(),
        genuine().claim("iss", "another").signed(),
        genuine().without("aud").signed(),
        genuine().without("iss").signed());
  }

  @Test
  void refusesTimesBeyondAMinuteOfSkew() {
    refused(
        genuine().claim("exp", SECOND - 61).claim("iat", SECOND - 1861).signed(),
        genuine().claim("nbf", SECOND + 62).signed(),
        genuine().claim("iat", SECOND + 62).signed(),
        genuine().claim("exp", SECOND + 315_360_000).signed(),
        genuine().without("iat").signed(),
        genuine().without("nbf").signed(),
        genuine().without("exp").signed());
    assertThat(tokens.verify(genuine().claim("exp", SECOND - 59).signed())).isPresent();
    assertThat(tokens.verify(genuine().claim("nbf", SECOND + 59).signed())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "nbf", "exp"})
  void refusesTimesThatAreNoWholeNumbers(String name) {
    refused(
        genuine().claim(name, Long.toString(SECOND)).signed(),
        genuine().claim(name, SECOND + 0.5).signed(),
        genuine().claim(name, 1e300).signed(),
        genuine().claim(name, Map.of("at", SECOND)).signed(),
        genuine().claim(name, -SECOND).signed());
  }

  @Test
  void refusesCostlyTokensAtOnce() {
    var deep = "[".repeat(4_000) + "]".repeat(4_000);
    var jwe = Forge.part("{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2000000000}");
    var costly =
        List.of(
            jwe + ".AAAA.AAAA.AAAA.AAAA",
            Forge.part("{\"alg\":\"RS256\",\"kid\":" + deep + "}") + ".e30.AAAA",
            Forge.part("{\"pad\":\"" + "x".repeat(1_000_000) + "\"}") + ".e30.AAAA",
            ".".repeat(100_000),
            ".".repeat(10_000),
            "..",
            "",
            "\u0000.\u0000.\u0000");
    var start = System.nanoTime();
    costly.forEach(this::refused);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void refusesNamesThatAreThereTwice() throws JOSEException {
    var header = Forge.part("{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"" + KEY.id() + "\"}");
    refused(header + genuine().signed().substring(genuine().signed().indexOf('.')));
  }

  @Test
  void refusesEveryAlteration() {
    var token = genuine().claim("access", List.of()).signed();
    var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    var random = new Random(7);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      var altered = new StringBuilder(token);
      int at = i < token.length() ? token.length() - 1 - i % 3 : random.nextInt(token.length());
      altered.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      if (!altered.toString().equals(token) && tokens.verify(altered.toString()).isPresent()) {
        accepted.add(altered.toString());
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static Forge genuine() {
    return Forge.like(KEY, SECOND);
  }

  private void refused(String... forged) {
    for (var token : forged) {
      assertThat(tokens.verify(token))
          .as(token.substring(0, Math.min(90, token.length())))
          .isEmpty();
    }
  }
}
