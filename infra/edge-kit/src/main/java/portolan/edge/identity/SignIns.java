package portolan.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Event;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.user.Account;
import portolan.language.user.AdministratorSet;
import portolan.language.user.CliSecretChanged;
import portolan.language.user.PasswordChanged;
import portolan.language.user.Secret;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Checks secrets against their hashes, once for all requests that bring the same one together, and
/// remembers for a minute which were right.
public final class SignIns {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  private final Credentials credentials;
  private final Passwords passwords;
  private final WrongSignIns wrong;
  private final Ticker ticker;
  private final Cache<Proof, Known> right;
  private final Cache<Proof, Account> outsiders;
  private final ConcurrentMap<Proof, Mono<Optional<Account>>> asked = new ConcurrentHashMap<>();
  private final ConcurrentMap<Attempt, Mono<Optional<Account>>> admitted =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Proof, Mono<Boolean>> underWay = new ConcurrentHashMap<>();
  private final ConcurrentMap<Attempt, Mono<Boolean>> tried = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile Listener onWrong = (_, _, _) -> {};

  public SignIns(
      Credentials credentials, Passwords passwords, int wrongPerMinute, SharedCounts shared) {
    this(credentials, passwords, wrongPerMinute, shared, Ticker.systemTicker());
  }

  SignIns(
      Credentials credentials,
      Passwords passwords,
      int wrongPerMinute,
      SharedCounts shared,
      Ticker ticker) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.ticker = ticker;
    this.wrong = new WrongSignIns(wrongPerMinute, shared, ticker);
    this.outsiders =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).ticker(ticker).build();
    this.right =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).ticker(ticker).build();
  }

  /// A secret from an address; however many requests bring it together, it is one try.
  private record Attempt(Proof proof, String address) {}

  /// Hears of every sign-in that is refused.
  @FunctionalInterface
  public interface Listener {
    /// @param account whose name was given, when there is such an account
    void tell(Optional<Actor> account, String name, String address);
  }

  /// Tells somebody of every sign-in that is refused from now on.
  public void onWrong(Listener listener) {
    onWrong = listener;
  }

  /// Whether the secret is the account's. Without an account it never is, and takes as long.
  ///
  /// Fails with [portolan.language.refusal.Refusal.TooManyAttempts] when this address has been
  /// wrong about this name too often.
  public Mono<Boolean> right(Optional<Actor> account, String name, Secret secret, String address) {
    var proof = account.map(actor -> Proof.of(actor, secret));
    if (proof.map(right::getIfPresent).filter(known -> known.good(ticker)).isPresent()) {
      return Mono.just(true);
    }
    return (proof.isEmpty()
            ? wrong.attempt(address, name, passwords.matchesNobody(secret), fits -> fits)
            : once(
                tried,
                new Attempt(proof.get(), address),
                () ->
                    wrong.attempt(
                        address,
                        name,
                        checkedOnce(account.get(), proof.get(), secret),
                        fits -> fits)))
        .doOnError(SignIns::isTooOften, _ -> onWrong.tell(account, name, address))
        .doOnNext(fits -> {
          if (!fits) {
            onWrong.tell(account, name, address);
          }
        });
  }

  /// The account that another directory gives for a name and a secret; asked once for all who come
  /// together, and remembered for a minute when it is found.
  ///
  /// Fails as [#right] does.
  ///
  /// @param named the account that had the name when it was here last
  Mono<Optional<Account>> outside(
      Optional<Actor> named,
      String name,
      Secret secret,
      String address,
      Supplier<Mono<Optional<Account>>> directory) {
    var proof = Proof.ofName(name, secret);
    var known = outsiders.getIfPresent(proof);
    if (known != null) {
      return Mono.just(Optional.of(known));
    }
    return once(
            admitted,
            new Attempt(proof, address),
            () ->
                wrong.attempt(
                    address, name, askedOnce(proof, directory), found -> found.isPresent()))
        .doOnError(SignIns::isTooOften, _ -> onWrong.tell(named, name, address))
        .doOnNext(found -> {
          if (found.isEmpty()) {
            onWrong.tell(named, name, address);
          }
        });
  }

  private Mono<Optional<Account>> askedOnce(
      Proof proof, Supplier<Mono<Optional<Account>>> directory) {
    return once(
        asked,
        proof,
        () -> {
          long before = changes.get();
          return directory
              .get()
              .doOnNext(found ->
                  found
                      .filter(_ -> changes.get() == before)
                      .ifPresent(account -> outsiders.put(proof, account)));
        });
  }

  private static boolean isTooOften(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.refusal() instanceof Refusal.TooManyAttempts;
  }

  /// The user's password or standing changed: what was right may not be any more.
  public void forget(UserId user) {
    forget(Actor.user(user.value()));
  }

  /// The robot's secret or standing changed.
  public void forget(RobotId robot) {
    forget(Actor.robot(robot.value()));
  }

  /// Forgets whom an event is about, when it changes how they sign in.
  public void drop(Event event) {
    switch (event) {
      case PasswordChanged changed -> forget(changed.user());
      case CliSecretChanged changed -> forget(changed.user());
      case StandingChanged changed -> forget(changed.user());
      case AdministratorSet set -> forget(set.user());
      case UserDeleted deleted -> forget(deleted.user());
      case SettingChanged _, SecretSettingChanged _ -> {
        changes.incrementAndGet();
        outsiders.invalidateAll();
      }
      case RobotSecretRefreshed refreshed -> forget(refreshed.robot());
      case RobotDeleted deleted -> forget(deleted.robot());
      default -> {
        // Names, roles and expiry are looked up at every request.
      }
    }
  }

  /// Forgets everybody.
  public void clear() {
    changes.incrementAndGet();
    right.invalidateAll();
    outsiders.invalidateAll();
  }

  /// How much work is under way.
  int underWay() {
    return asked.size() + admitted.size() + underWay.size() + tried.size();
  }

  private void forget(Actor actor) {
    changes.incrementAndGet();
    right.asMap().values().removeIf(known -> known.account().equals(actor));
    outsiders.asMap().values().removeIf(account -> Actor.user(account.id().value()).equals(actor));
  }

  private Mono<Boolean> checkedOnce(Actor account, Proof proof, Secret secret) {
    return once(underWay, proof, () -> checked(account, proof, secret));
  }

  /// Work that is under way for somebody else is waited for. Nothing is kept of what nobody asks
  /// for.
  private static <K, T> Mono<T> once(
      ConcurrentMap<K, Mono<T>> underWay, K key, Supplier<Mono<T>> work) {
    return Mono.defer(() ->
        underWay.computeIfAbsent(
            key, _ -> Mono.defer(work).doOnTerminate(() -> underWay.remove(key)).cache()));
  }

  private Mono<Boolean> checked(Actor account, Proof proof, Secret secret) {
    long before = changes.get();
    return hash(account)
        .flatMap(hash ->
            hash.map(known -> passwords.matches(secret, known))
                .orElseGet(() -> passwords.matchesNobody(secret)))
        .flatMap(fits -> {
          if (fits) {
            remember(proof, Known.always(account), before);
            return Mono.just(true);
          }
          return byOldSecret(account, proof, secret, before);
        });
  }

  /// A robot whose secret was replaced may sign in by the one before for a while.
  private Mono<Boolean> byOldSecret(Actor account, Proof proof, Secret secret, long before) {
    if (account.kind() != ActorKind.ROBOT) {
      return Mono.just(false);
    }
    return credentials
        .oldRobotSecret(new RobotId(account.id()))
        .flatMap(old ->
            old.map(it ->
                    passwords
                        .matches(secret, it.hash())
                        .doOnNext(fits -> {
                          if (fits) {
                            remember(proof, Known.until(account, ticker, it.left()), before);
                          }
                        }))
                .orElseGet(() -> Mono.just(false)));
  }

  /// Whose proof it is, and how long that is so.
  private record Known(Actor account, long since, long goodNanos) {
    static Known always(Actor account) {
      return new Known(account, 0, Long.MAX_VALUE);
    }

    static Known until(Actor account, Ticker ticker, Duration left) {
      return new Known(account, ticker.read(), left.toNanos());
    }

    boolean good(Ticker ticker) {
      return goodNanos == Long.MAX_VALUE || ticker.read() - since < goodNanos;
    }
  }

  private void remember(Proof proof, Known known, long before) {
    right.put(proof, known);
    if (changes.get() != before) {
      right.invalidate(proof);
    }
  }

  private Mono<Optional<String>> hash(Actor account) {
    return switch (account.kind()) {
      case USER -> credentials.passwordHash(new UserId(account.id()));
      case ROBOT -> credentials.robotSecretHash(new RobotId(account.id()));
      case WORKLOAD, ANONYMOUS, SYSTEM -> Mono.just(Optional.empty());
    };
  }
}
