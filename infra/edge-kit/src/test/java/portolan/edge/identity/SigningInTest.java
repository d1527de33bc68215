package portolan.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import portolan.edge.identity.Credentials.OldSecret;
import portolan.language.access.Actor;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.user.Account;
import portolan.language.user.AdministratorSet;
import portolan.language.user.PasswordChanged;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SigningInTest {
  private static final Passwords PASSWORDS = new Passwords(1);
  private static final UserId ALICE = new UserId(7);
  private static final Optional<Actor> ALICES = Optional.of(Actor.user(7));
  private static final Secret RIGHT = new Secret("Right-Word-1");
  private static final Secret OLD = new Secret("Older-Word-1");
  private static final Secret WRONG = new Secret("Wrong-Word-1");

  private static final Account LENA = new Account(new UserId(8), "lena", true);

  private final Hashes hashes = new Hashes();
  private final AtomicLong nanos = new AtomicLong(1);
  private final SignIns signIns = new SignIns(hashes, PASSWORDS, 10, SharedCounts.NONE, nanos::get);

  SigningInTest() {
    hashes.of.put(7, PASSWORDS.hash(RIGHT).block().value());
  }

  @AfterAll
  static void close() {
    PASSWORDS.close();
  }

  @Test
  void hashesWithASaltOfItsOwnAndKnowsTheSecretAgain() {
    var once = PASSWORDS.hash(RIGHT).block().value();
    var twice = PASSWORDS.hash(RIGHT).block().value();
    assertThat(once).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(twice);
    assertThat(PASSWORDS.matches(RIGHT, once).block()).isTrue();
    assertThat(PASSWORDS.matches(WRONG, once).block()).isFalse();
    assertThat(PASSWORDS.matches(RIGHT, "$2a$10$" + once).block()).isFalse();
  }

  /// The reference implementation's own vector: `argon2id` of `password` under `somesalt`.
  @Test
  void agreesWithTheReferenceImplementation() {
    var vector =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(PASSWORDS.matches(new Secret("password"), vector).block()).isTrue();
  }

  @Test
  void countsALongPasswordWhole() {
    var whole = "Aa1" + "x".repeat(77);
    var hash = PASSWORDS.hash(new Secret(whole)).block().value();
    assertThat(PASSWORDS.matches(new Secret(whole.substring(0, 72)), hash).block()).isFalse();
  }

  @Test
  void looksUpTheHashOnceForWhatIsRightAndRemembersIt() {
    assertThat(signIn("10.0.0.1", RIGHT)).isTrue();
    assertThat(signIn("10.0.0.2", RIGHT)).isTrue();
    assertThat(hashes.asked).hasValue(1);
    nanos.addAndGet(61_000_000_000L);
    assertThat(signIn("10.0.0.1", RIGHT)).isTrue();
    assertThat(hashes.asked).hasValue(2);
  }

  @Test
  void checksOnceWhatManyBringTogether() {
    var all = Flux.range(0, 30).flatMap(_ -> signIns.right(ALICES, "alice", RIGHT, "10.0.0.1"), 30);
    assertThat(all.all(right -> right).block()).isTrue();
    assertThat(hashes.asked).hasValue(1);
  }

  @Test
  void forgetsAtOnceWhenThePasswordChanges() {
    assertThat(signIn("10.0.0.1", RIGHT)).isTrue();
    hashes.of.put(7, PASSWORDS.hash(WRONG).block().value());
    signIns.drop(new PasswordChanged(ALICE));
    assertThat(signIn("10.0.0.1", RIGHT)).isFalse();
    assertThat(signIn("10.0.0.1", WRONG)).isTrue();
  }

  @Test
  void takesARobotsOldSecretAsLongAsThatIsGoodAndNotLonger() {
    hashes.robots.put(3, PASSWORDS.hash(RIGHT).block().value());
    hashes.old.put(3, new OldSecret(PASSWORDS.hash(OLD).block().value(), Duration.ofSeconds(20)));
    assertThat(robotSignsIn(RIGHT)).isTrue();
    assertThat(robotSignsIn(OLD)).isTrue();
    assertThat(robotSignsIn(WRONG)).isFalse();
    hashes.old.clear();
    nanos.addAndGet(19_000_000_000L);
    assertThat(robotSignsIn(OLD)).isTrue();
    nanos.addAndGet(2_000_000_000L);
    assertThat(robotSignsIn(OLD)).isFalse();
    assertThat(robotSignsIn(RIGHT)).isTrue();
  }

  @Test
  void forgetsARobotsOldSecretWhenItsSecretIsReplacedAgain() {
    hashes.old.put(3, new OldSecret(PASSWORDS.hash(OLD).block().value(), Duration.ofSeconds(20)));
    assertThat(robotSignsIn(OLD)).isTrue();
    hashes.old.clear();
    signIns.drop(new RobotSecretRefreshed(new RobotId(3), null, null));
    assertThat(robotSignsIn(OLD)).isFalse();
  }

  private boolean robotSignsIn(Secret secret) {
    return signIns.right(Optional.of(Actor.robot(3)), "robot$ci", secret, "10.0.0.1").block();
  }

  @Test
  void makesAGuesserWaitAndNobodyElse() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn("10.6.6.6", WRONG)).isFalse();
    }
    assertThat(signIn("10.0.0.1", RIGHT)).isTrue();
    signIns.forget(ALICE);
    var refusal = signIns.right(ALICES, "ALICE", RIGHT, "10.6.6.6").map(_ -> "let in");
    assertThat(refusal.onErrorResume(SigningInTest::said).block())
        .startsWith("toomanyattempts[retryafterseconds=");
    assertThat(signIn("10.0.0.1", RIGHT)).isTrue();
    nanos.addAndGet(61_000_000_000L);
    assertThat(signIn("10.6.6.6", RIGHT)).isTrue();
  }

  @Test
  void checksNoMoreOfOneMomentThanOfOneMinute() {
    var guesses =
        Flux.range(0, 40)
            .flatMap(
                i ->
                    signIns
                        .right(ALICES, "alice", new Secret("Guess-" + i), "10.6.6.6")
                        .onErrorResume(_ -> Mono.just(false)),
                40);
    assertThat(guesses.collectList().block()).hasSize(40).doesNotContain(true);
    assertThat(hashes.asked).hasValue(10);
    assertThat(signIns.underWay()).isZero();
  }

  @Test
  void countsForAllNodesTogether() {
    var counts = new ConcurrentHashMap<String, Long>();
    SharedCounts shared = (key, more, _) -> Mono.just(counts.merge(key, more, Long::sum));
    var nodes =
        List.of(
            new SignIns(hashes, PASSWORDS, 10, shared, nanos::get),
            new SignIns(hashes, PASSWORDS, 10, shared, nanos::get));
    assertThat(nodes.getFirst().right(ALICES, "alice", RIGHT, "10.6.6.6").block()).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(nodes.get(i % 2).right(ALICES, "alice", WRONG, "10.6.6.6").block()).isFalse();
    }
    assertThatThrownBy(() -> nodes.getLast().right(ALICES, "alice", RIGHT, "10.6.6.6").block())
        .isInstanceOf(RefusedException.class);
    assertThat(counts.values()).containsExactly(10L);
  }

  @Test
  void countsByItselfWhenOthersAreNotHeardOf() {
    SharedCounts away = (_, _, _) -> Mono.error(new IllegalStateException("away"));
    var alone = new SignIns(hashes, PASSWORDS, 10, away, nanos::get);
    for (int i = 0; i < 10; i++) {
      assertThat(alone.right(ALICES, "alice", WRONG, "10.6.6.6").block()).isFalse();
    }
    assertThatThrownBy(() -> alone.right(ALICES, "alice", RIGHT, "10.6.6.6").block())
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void countsNamesThatADirectoryTakesForOneAsOne() {
    var told = new AtomicInteger();
    signIns.onWrong((_, _, _) -> told.incrementAndGet());
    var names = List.of("lena", " lena", "lena  ", "LENA", "le\u00adna", "\uff4cena");
    for (int i = 0; i < 10; i++) {
      assertThat(outside(names.get(i % names.size()), Optional.empty())).isEmpty();
    }
    assertThatThrownBy(() -> outside(" Lena\u200b ", Optional.of(LENA)))
        .isInstanceOf(RefusedException.class);
    assertThat(told).hasValue(11);
  }

  @Test
  void asksADirectoryAgainAboutWhoseRightsChanged() {
    assertThat(outside("lena", Optional.of(LENA))).contains(LENA);
    assertThat(outside("lena", Optional.empty())).contains(LENA);
    signIns.drop(new AdministratorSet(LENA.id(), true, false));
    assertThat(outside("lena", Optional.empty())).isEmpty();
  }

  private Optional<Account> outside(String name, Optional<Account> found) {
    return signIns
        .outside(Optional.empty(), name, WRONG, "10.6.6.6", () -> Mono.just(found))
        .block();
  }

  @Test
  void takesAsLongForANameThatNobodyHas() {
    signIn("10.0.0.9", WRONG);
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    for (int i = 0; i < 7; i++) {
      known = Math.min(known, nanos(ALICES, i));
      unknown = Math.min(unknown, nanos(Optional.empty(), i));
    }
    assertThat((double) unknown / known).isBetween(0.5, 2.0);
  }

  private long nanos(Optional<Actor> account, int attempt) {
    long start = System.nanoTime();
    signIns.right(account, "alice", WRONG, "10.1.0." + attempt).block();
    return System.nanoTime() - start;
  }

  private boolean signIn(String address, Secret secret) {
    return signIns.right(ALICES, "alice", secret, address).block();
  }

  private static Mono<String> said(Throwable failure) {
    Refusal refusal = ((RefusedException) failure).refusal();
    return Mono.just(refusal.toString().toLowerCase(Locale.ROOT));
  }

  private static final class Hashes implements Credentials {
    private final Map<Integer, String> of = new ConcurrentHashMap<>();
    private final Map<Integer, String> robots = new ConcurrentHashMap<>();
    private final Map<Integer, OldSecret> old = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Mono<Optional<String>> passwordHash(UserId user) {
      asked.incrementAndGet();
      return Mono.just(Optional.ofNullable(of.get(user.value())));
    }

    @Override
    public Mono<Optional<String>> robotSecretHash(RobotId robot) {
      return Mono.just(Optional.ofNullable(robots.get(robot.value())));
    }

    @Override
    public Mono<Optional<OldSecret>> oldRobotSecret(RobotId robot) {
      return Mono.just(Optional.ofNullable(old.get(robot.value())));
    }
  }
}
