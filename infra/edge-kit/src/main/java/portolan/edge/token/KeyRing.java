package portolan.edge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The key that signs now, the one that comes next, and earlier ones that still verify. Immutable;
/// kept wherever the nodes of an installation can all read it, as the text that [#write] gives.
public record KeyRing(List<SigningKey> newestFirst) {

  public KeyRing {
    if (newestFirst.isEmpty()) {
      throw new IllegalArgumentException("a key ring needs a key");
    }
    newestFirst =
        newestFirst.stream().sorted(Comparator.comparing(SigningKey::since).reversed()).toList();
  }

  /// A ring with a new key.
  public static KeyRing generate(Instant now) {
    return new KeyRing(List.of(SigningKey.generate(now)));
  }

  /// A ring with one RSA private key in PEM (PKCS 8 or PKCS 1), as Harbor keeps its own.
  ///
  /// @throws IllegalArgumentException when the text holds no such key
  public static KeyRing ofPem(String pem, Instant since) {
    return new KeyRing(List.of(PrivateKeyPem.read(pem, since)));
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IllegalArgumentException when the text is not a set of RSA keys with private halves
  public static KeyRing read(String text) {
    try {
      return new KeyRing(
          JWKSet.parse(text).getKeys().stream().map(jwk -> key(jwk.toRSAKey())).toList());
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a key ring", e);
    }
  }

  /// The whole ring, private halves included, as a JSON Web Key Set.
  public String write() {
    return set().toString(false);
  }

  /// The public halves as a JSON Web Key Set, for those who verify our tokens.
  public String publish() {
    return set().toString(true);
  }

  /// The key that signs at this moment: the newest that has come into use.
  public SigningKey current(Instant now) {
    return newestFirst.stream()
        .filter(key -> !key.since().isAfter(now))
        .findFirst()
        .orElse(newestFirst.getLast());
  }

  /// The key that was made last, which may come into use later.
  public SigningKey newest() {
    return newestFirst.getFirst();
  }

  public Optional<SigningKey> find(String id) {
    return newestFirst.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /// A ring with a new key, and without keys that were replaced longer ago than a token lives.
  ///
  /// @param since when the new key comes into use
  public KeyRing rotate(Instant now, Instant since, Duration tokenLife) {
    var forget = now.minus(tokenLife).minus(Tokens.LEEWAY);
    var kept =
        Stream.iterate(0, i -> i < newestFirst.size(), i -> i + 1)
            .filter(i -> i == 0 || newestFirst.get(i - 1).since().isAfter(forget))
            .map(newestFirst::get);
    return new KeyRing(Stream.concat(Stream.of(SigningKey.generate(since)), kept).toList());
  }

  private JWKSet set() {
    return new JWKSet(newestFirst.stream().map(KeyRing::jwk).toList());
  }

  private static JWK jwk(SigningKey key) {
    return new RSAKey.Builder(key.publicKey())
        .privateKey(key.privateKey())
        .keyID(key.id())
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .issueTime(Date.from(key.since()))
        .build();
  }

  private static SigningKey key(RSAKey jwk) {
    try {
      if (!jwk.isPrivate()) {
        throw new IllegalArgumentException("not a private key: " + jwk.getKeyID());
      }
      var since = jwk.getIssueTime() == null ? Instant.EPOCH : jwk.getIssueTime().toInstant();
      return SigningKey.of(jwk.toRSAPublicKey(), jwk.toRSAPrivateKey(), since);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not a signing key", e);
    }
  }
}
