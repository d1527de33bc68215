package portolan.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portolan.language.access.Actor;

/// Issues registry tokens and knows genuine ones.
///
/// A token that has been verified is remembered by its hash until it expires, so that the next
/// request with it costs no signature check.
public final class Tokens {
  public static final String SERVICE = "harbor-registry";
  static final String ISSUER = "harbor-token-issuer";
  static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 20_000;
  private static final int LONGEST = 16 * 1024;

  private final SigningKeys keys;
  private final Duration life;
  private final Clock clock;
  private final TokenCheck check;
  private final Cache<ByteBuffer, VerifiedToken> verified =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(REMEMBERED)
          .expireAfterWrite(Duration.ofHours(1))
          .build();

  /// @param life how long a token is good; one that claims longer is refused
  public Tokens(SigningKeys keys, Duration life, Clock clock) {
    this(keys, life, life, clock);
  }

  /// @param life how long a token is usually good
  /// @param longest a token that claims longer is refused
  public Tokens(SigningKeys keys, Duration life, Duration longest, Clock clock) {
    this.keys = keys;
    this.life = life;
    this.clock = clock;
    this.check = new TokenCheck(keys, longest);
  }

  /// A new token.
  ///
  /// @param subject the holder's name, empty for nobody
  /// @param access what it opens; absent when no scope was asked for, which is not the same as none
  public IssuedToken issue(String subject, Actor holder, Optional<List<TokenScope.Entry>> access) {
    return issue(subject, holder, access, life);
  }

  /// How long a token is usually good.
  public Duration life() {
    return life;
  }

  /// A new token with a life of its own.
  public IssuedToken issue(
      String subject, Actor holder, Optional<List<TokenScope.Entry>> access, Duration itsLife) {
    var now = clock.instant();
    var second = now.truncatedTo(ChronoUnit.SECONDS);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(SERVICE)
            .issueTime(Date.from(second))
            .notBeforeTime(Date.from(second))
            .expirationTime(Date.from(second.plus(itsLife)))
            .jwtID(TokenId.of(holder, now).toString())
            .claim("access", access.map(Tokens::wire).orElse(null))
            .serializeNullClaims(true);
    if (!subject.isEmpty()) {
      claims.subject(subject);
    }
    return new IssuedToken(signed(claims.build(), now), second, itsLife.toSeconds());
  }

  /// What a token says, when it is genuine and good now.
  public Optional<VerifiedToken> verify(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    var hash = ByteBuffer.wrap(sha256(token));
    var now = clock.instant();
    var known = verified.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known).filter(it -> good(it, now));
    }
    var fresh = check.verify(token, now);
    fresh.ifPresent(it -> verified.put(hash, it));
    return fresh;
  }

  /// Forgets what was verified; for when a key must not be trusted any more.
  public void forgetAll() {
    verified.invalidateAll();
  }

  private static boolean good(VerifiedToken token, Instant now) {
    return now.isBefore(token.expiresAt().plus(LEEWAY));
  }

  private String signed(JWTClaimsSet claims, Instant now) {
    var key = keys.ring().current(now);
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.id()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(key.privateKey()));
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  private static List<Map<String, Object>> wire(List<TokenScope.Entry> access) {
    return access.stream().map(Tokens::wire).toList();
  }

  private static Map<String, Object> wire(TokenScope.Entry entry) {
    var map = new LinkedHashMap<String, Object>();
    map.put("type", entry.type());
    map.put("name", entry.name());
    map.put("actions", entry.actions().stream().sorted().toList());
    return map;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
