package portolan.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;

/// Counts wrong sign-ins by address and name, over all nodes. Who is wrong too often waits until a
/// minute has gone by since the first try; others who use the name from elsewhere notice nothing.
final class WrongSignIns {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 100_000;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  /// How long a sign-in waits to hear of the other nodes.
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private record Count(long sinceNanos, AtomicInteger wrong) {}

  private final int limit;
  private final SharedCounts shared;
  private final Ticker ticker;
  private final Cache<String, Count> counts;

  WrongSignIns(int limit, SharedCounts shared, Ticker ticker) {
    this.limit = limit;
    this.shared = shared;
    this.ticker = ticker;
    this.counts =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(WINDOW).ticker(ticker).build();
  }

  /// Tries a secret, where another try is allowed. It counts as wrong until it is found to be
  /// right, so that those of one moment do not pass all together.
  <T> Mono<T> attempt(String address, String name, Mono<T> check, Predicate<T> right) {
    return Mono.defer(() -> {
      var who = key(address, name);
      var count = counts.get(who, _ -> new Count(ticker.read(), new AtomicInteger()));
      if (count.wrong().incrementAndGet() > limit) {
        count.wrong().decrementAndGet();
        return Mono.error(tooMany(left(count)));
      }
      return everywhere(who, 1)
          .flatMap(wrong -> wrong > limit ? Mono.<T>error(tooMany(WINDOW)) : check)
          .flatMap(found ->
              right.test(found) ? takeBack(who, count).thenReturn(found) : Mono.just(found))
          .onErrorResume(failure -> takeBack(who, count).then(Mono.error(failure)));
    });
  }

  private Mono<Long> takeBack(String who, Count count) {
    count.wrong().decrementAndGet();
    return everywhere(who, -1);
  }

  /// The count of all nodes; 0 when it cannot be had, since then each node's own has to do.
  private Mono<Long> everywhere(String who, long more) {
    return shared.add(who, more, WINDOW).timeout(PATIENCE).onErrorReturn(0L);
  }

  private static RefusedException tooMany(Duration left) {
    return new Refusal.TooManyAttempts((int) Math.max(1, left.toSeconds() + 1)).asException();
  }

  private Duration left(Count count) {
    return WINDOW.minus(Duration.ofNanos(ticker.read() - count.sinceNanos()));
  }

  /// Says nothing of the name, which may be a mistyped secret.
  private static String key(String address, String name) {
    try {
      var text = (address + "\n" + folded(name)).getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(text);
      return "portolan:wrong-sign-ins:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Names that a directory takes for one count as one.
  ///
  /// Source: RFC 4518, "Internationalized String Preparation".
  private static String folded(String name) {
    var plain = Normalizer.normalize(shortened(name), Normalizer.Form.NFKC);
    var seen = BLANKS.matcher(UNSEEN.matcher(plain).replaceAll("")).replaceAll(" ");
    return seen.strip().toLowerCase(Locale.ROOT);
  }

  private static String shortened(String name) {
    return name.length() > 1000 ? name.substring(0, 1000) : name;
  }
}
