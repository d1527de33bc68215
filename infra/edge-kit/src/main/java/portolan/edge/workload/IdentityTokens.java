package portolan.edge.workload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import portolan.edge.outside.BoundedWeb;
import portolan.edge.outside.Certificates;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Tells genuine tokens of the issuers that the operator names.
///
/// A token chooses neither how it is checked nor by what: keys are its issuer's, found by discovery
/// over TLS, and only algorithms with key pairs count, so that `none`, and a public key taken for a
/// shared secret, sign nothing.
///
/// Source: RFC 8725, sections 3.1 to 3.11; OpenID Connect Discovery 1.0.
public final class IdentityTokens implements AutoCloseable {
  private static final int LONGEST = 16 * 1024;
  private static final int THREADS = 4;
  private static final int QUEUED = 200;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final Set<String> issuers;
  private final Clock clock;
  private final ResourceRetriever web;
  private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, QUEUED, "issuers");
  private final Cache<String, IssuerKeys> keys =
      Caffeine.newBuilder().maximumSize(100).expireAfterWrite(KEPT).build();
  private final Cache<String, Boolean> failing =
      Caffeine.newBuilder().maximumSize(100).expireAfterWrite(FORGOTTEN).build();

  /// @param issuers whose keys may be asked for
  public IdentityTokens(Collection<String> issuers, Clock clock) {
    this(issuers, clock, BoundedWeb.believing(new Certificates(true)));
  }

  IdentityTokens(Collection<String> issuers, Clock clock, ResourceRetriever web) {
    this.issuers = Set.copyOf(issuers);
    this.clock = clock;
    this.web = web;
  }

  /// Whether the operator names this issuer.
  public boolean mayTrust(String issuer) {
    return issuers.contains(issuer);
  }

  /// What a token says, when it is genuine and good now.
  ///
  /// Fails with [UntrustedToken], or with [Refusal.Unavailable] when too many are waiting.
  public Mono<IdentityToken> verified(String token) {
    return Mono.fromCallable(() -> parsed(token))
        .flatMap(it ->
            Mono.fromCallable(() -> checked(it))
                .subscribeOn(threads)
                .onErrorMap(
                    RejectedExecutionException.class,
                    _ -> new Refusal.Unavailable("too many exchanges at once").asException()));
  }

  /// Refuses at once what needs no key to be refused.
  private Claimed parsed(String token) throws UntrustedToken {
    if (token.length() > LONGEST) {
      throw new UntrustedToken("the token is too long");
    }
    try {
      var signed = SignedJWT.parse(token);
      var issuer = signed.getJWTClaimsSet().getIssuer();
      if (!ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
        throw new UntrustedToken("the token is not signed by a key pair");
      }
      if (issuer == null || !mayTrust(issuer)) {
        throw new UntrustedToken("the token's issuer is not listed");
      }
      return new Claimed(signed, issuer);
    } catch (ParseException | IllegalArgumentException e) {
      throw new UntrustedToken("this is not a signed token", e);
    }
  }

  private record Claimed(SignedJWT token, String issuer) {}

  private IdentityToken checked(Claimed claimed) throws UntrustedToken {
    var checks = new DefaultJWTProcessor<SecurityContext>();
    checks.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    checks.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, keys(claimed.issuer()).source()));
    checks.setJWTClaimsSetVerifier(new InTime(claimed.issuer()));
    try {
      var claims = checks.process(claimed.token(), null);
      return new IdentityToken(
          claimed.issuer(),
          claims.getAudience(),
          claims.toJSONObject(),
          claims.getExpirationTime().toInstant());
    } catch (BadJOSEException e) {
      throw new UntrustedToken("the token is not genuine, or not good now", e);
    } catch (JOSEException e) {
      throw new UntrustedToken("the issuer's keys are not to be had", e);
    }
  }

  private IssuerKeys keys(String issuer) throws UntrustedToken {
    var known = keys.getIfPresent(issuer);
    if (known != null) {
      return known;
    }
    synchronized (keys) {
      var found = keys.getIfPresent(issuer);
      return found == null ? discovered(issuer) : found;
    }
  }

  private IssuerKeys discovered(String issuer) throws UntrustedToken {
    if (failing.getIfPresent(issuer) != null) {
      throw new UntrustedToken("the issuer does not describe itself");
    }
    failing.put(issuer, true);
    var found = IssuerKeys.discover(issuer, web);
    keys.put(issuer, found);
    failing.invalidate(issuer);
    return found;
  }

  @Override
  public void close() {
    threads.dispose();
  }

  /// By the issuer it claims, and good now.
  private final class InTime extends DefaultJWTClaimsVerifier<SecurityContext> {
    InTime(String issuer) {
      super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "iat", "sub"));
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
      super.verify(claims, context);
      var latest = clock.instant().plusSeconds(getMaxClockSkew());
      if (claims.getIssueTime().toInstant().isAfter(latest)) {
        throw new BadJWTException("JWT issued ahead of its time");
      }
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
