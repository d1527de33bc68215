package portolan.edge.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.configuration.Configurations;
import portolan.edge.configuration.ConfiguredSecrets;
import portolan.edge.identity.Admission;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Directory;
import portolan.edge.identity.IdTokens;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.user.Account;
import portolan.language.user.FindAccount;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Secret;
import portolan.language.user.SetCliSecret;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The OIDC provider that is set. Browsers sign in there; programs come with a secret that the
/// registry keeps, which counts as long as the provider stands for the person.
public final class OidcProvider implements Directory, IdTokens {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SECRET_LENGTH = 32;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofSeconds(5);

  private final Configurations configurations;
  private final ConfiguredSecrets secrets;
  private final OidcAccounts accounts;
  private final Admission admission;
  private final Queries queries;
  private final Commands commands;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<OidcSettings, Provider> providers =
      Caffeine.newBuilder().maximumSize(4).expireAfterWrite(REMEMBERED).build();

  /// A provider that does not answer is not asked again for a moment, whoever comes.
  private final Cache<OidcSettings, ProviderFailure> failures =
      Caffeine.newBuilder().maximumSize(4).expireAfterWrite(FORGOTTEN).build();

  public OidcProvider(
      Configurations configurations,
      ConfiguredSecrets secrets,
      OidcAccounts accounts,
      Admission admission,
      Queries queries,
      Commands commands,
      Clock clock) {
    this.commands = commands;
    this.configurations = configurations;
    this.secrets = secrets;
    this.accounts = accounts;
    this.admission = admission;
    this.queries = queries;
    this.clock = clock;
  }

  @Override
  public String mode() {
    return "oidc_auth";
  }

  @Override
  public boolean takes(String name, boolean program) {
    return program;
  }

  /// By the secret for programs.
  @Override
  public Mono<Optional<Account>> admit(String name, Secret secret, Caller nobody) {
    return queries
        .ask(new ResolveAccount(name))
        .flatMap(account ->
            account
                .map(it -> proven(it, secret, nobody))
                .orElseGet(() -> Mono.just(Optional.empty())));
  }

  /// By a token that the provider gave to a person of ours.
  @Override
  public Mono<Optional<Account>> holder(String idToken) {
    return Mono.fromCallable(() -> Provider.parsed(idToken))
        .flatMap(token -> asked(provider -> identity(provider, token)))
        .flatMap(
            identity -> identity.map(accounts::find).orElseGet(() -> Mono.just(Optional.empty())))
        .flatMap(user ->
            user.map(id -> queries.ask(new FindAccount(id)))
                .orElseGet(() -> Mono.just(Optional.empty())))
        .onErrorResume(
            failure -> failure instanceof RefusedException || failure instanceof ProviderFailure,
            _ -> Mono.just(Optional.empty()));
  }

  /// What anybody may send is not worth a line in the log when it is no good.
  private static Optional<OutsideIdentity> identity(Provider provider, JWT token) {
    try {
      return Optional.of(provider.verified(token));
    } catch (ProviderFailure e) {
      LOG.debug("OIDC: {}", e.what(), e);
      return Optional.empty();
    }
  }

  /// Where a browser is sent to sign in.
  Mono<URI> signIn(Pending pending, URI callback) {
    return asked(provider -> provider.signIn(pending, callback));
  }

  /// Who came back from the provider.
  Mono<OidcPerson> arrived(String code, Pending pending, URI callback) {
    return asked(provider -> provider.exchange(code, pending, callback));
  }

  /// Where a browser is sent to end the provider's session too, when it has such a place.
  Mono<Optional<URI>> signOut(String idToken, URI back) {
    return asked(provider -> provider.signOut(idToken, back));
  }

  /// Makes what was kept for a person worthless.
  Mono<Void> revoke(Account account) {
    return accounts
        .kept(account.id())
        .flatMap(kept ->
            kept.flatMap(OidcAccounts.Kept::refreshToken)
                .map(token ->
                    asked(
                            provider -> {
                              provider.revoke(token);
                              return true;
                            })
                        .then(accounts.keep(account.id(), Optional.empty(), clock.instant())))
                .orElse(Mono.empty()));
  }

  /// The account of a person who has signed in before; brought up to date.
  Mono<Optional<Account>> known(OidcPerson person, Caller nobody) {
    return accounts
        .find(person.identity())
        .flatMap(user ->
            user.map(id -> queries.ask(new FindAccount(id)))
                .orElseGet(() -> Mono.just(Optional.empty())))
        .flatMap(account ->
            account
                .map(it -> upToDate(it, person, nobody).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty())));
  }

  /// A new account for a person, under a name that nobody has.
  Mono<Account> welcome(OidcPerson person, String name, Caller nobody) {
    return admission
        .register(person.arriving(name), nobody)
        .flatMap(id -> commands.send(new SetCliSecret(id, drawn()), nobody).thenReturn(id))
        .flatMap(id -> queries.ask(new FindAccount(id)))
        .map(found ->
            found.orElseThrow(() -> new Refusal.Unavailable("the account is new").asException()))
        .flatMap(account -> upToDate(account, person, nobody));
  }

  /// Tries to reach a provider, for an administrator who sets it.
  ///
  /// @return what is wrong; empty when all is well
  public Mono<String> ping(String endpoint, boolean verify) {
    return settings()
        .map(set ->
            new OidcSettings(
                endpoint,
                set.clientId(),
                set.clientSecret(),
                set.scopes(),
                set.userClaim(),
                set.groupsClaim(),
                set.groupFilter(),
                set.adminGroup(),
                verify,
                set.autoOnboard(),
                set.logout(),
                set.extra()))
        .flatMap(settings ->
            blocking(() -> {
              Provider.probe(settings);
              return "";
            }))
        .onErrorResume(ProviderFailure.class, e -> Mono.just(e.what()));
  }

  Mono<OidcSettings> settings() {
    return configurations
        .now()
        .zipWith(secrets.secret(Setting.OIDC_CLIENT_SECRET))
        .map(both -> OidcSettings.of(both.getT1(), both.getT2().orElse(new Secret(""))));
  }

  private Mono<Optional<Account>> proven(Account account, Secret secret, Caller nobody) {
    return accounts
        .kept(account.id())
        .flatMap(kept -> {
          if (kept.isEmpty()
              || !kept.get().cliSecret().filter(it -> same(it, secret)).isPresent()) {
            return Mono.just(Optional.empty());
          }
          return kept.get().goodUntil().isAfter(clock.instant())
              ? Mono.just(Optional.of(account))
              : refreshed(account, kept.get(), nobody);
        });
  }

  private Mono<Optional<Account>> refreshed(
      Account account, OidcAccounts.Kept kept, Caller nobody) {
    return kept.refreshToken()
        .map(token ->
            asked(provider -> provider.refresh(token))
                .filterWhen(person ->
                    accounts
                        .find(person.identity())
                        .map(user -> user.filter(account.id()::equals).isPresent()))
                .map(person -> person.refreshToken().isPresent() ? person : person.keeping(token))
                .flatMap(person -> upToDate(account, person, nobody))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .onErrorResume(RefusedException.class, _ -> Mono.just(Optional.empty())))
        .orElseGet(() -> Mono.just(Optional.empty()));
  }

  private Mono<Account> upToDate(Account account, OidcPerson person, Caller nobody) {
    return accounts
        .keep(account.id(), person.refreshToken(), person.goodUntil())
        .then(admission.admit(account, person.arriving(account.name()), nobody));
  }

  /// A first secret for programs: 32 characters that keep the rule for passwords.
  private Secret drawn() {
    var drawn = new StringBuilder("Pa1");
    while (drawn.length() < SECRET_LENGTH) {
      drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Secret(drawn.toString());
  }

  private static boolean same(Secret one, Secret other) {
    return MessageDigest.isEqual(
        one.value().getBytes(StandardCharsets.UTF_8),
        other.value().getBytes(StandardCharsets.UTF_8));
  }

  private <T> Mono<T> asked(Question<T> question) {
    return settings()
        .flatMap(settings -> blocking(() -> question.ask(provider(settings))))
        .onErrorMap(
            ProviderFailure.class,
            e -> {
              LOG.warn("OIDC: {}", e.what(), e.getCause());
              return new Refusal.ParameterInvalid("oidc", e.what()).asException();
            });
  }

  private Provider provider(OidcSettings settings) throws ProviderFailure {
    var known = providers.getIfPresent(settings);
    if (known != null) {
      return known;
    }
    var failure = failures.getIfPresent(settings);
    if (failure != null) {
      throw failure;
    }
    try {
      var found = Provider.discover(settings);
      providers.put(settings, found);
      return found;
    } catch (ProviderFailure e) {
      failures.put(settings, e);
      throw e;
    }
  }

  private static <T> Mono<T> blocking(java.util.concurrent.Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }

  private interface Question<T> {
    T ask(Provider provider) throws ProviderFailure;
  }
}
