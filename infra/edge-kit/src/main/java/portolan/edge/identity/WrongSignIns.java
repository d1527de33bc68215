package portolan.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Counts wrong sign-ins by address and name. Who is wrong too often waits until a minute has gone
/// by since the first try; others who use the name from elsewhere notice nothing.
final class WrongSignIns {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 100_000;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private record Who(String address, String name) {}

  private record Count(long sinceNanos, AtomicInteger wrong) {}

  private final int limit;
  private final Ticker ticker;
  private final Cache<Who, Count> counts;

  WrongSignIns(int limit, Ticker ticker) {
    this.limit = limit;
    this.ticker = ticker;
    this.counts =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(WINDOW).ticker(ticker).build();
  }

  /// Tries a secret, where another try is allowed. It counts as wrong until it is found to be
  /// right, so that those of one moment do not pass all together.
  <T> Mono<T> attempt(String address, String name, Mono<T> check, Predicate<T> right) {
    return Mono.defer(() -> {
      var count =
          counts.get(who(address, name), _ -> new Count(ticker.read(), new AtomicInteger()));
      if (count.wrong().incrementAndGet() > limit) {
        count.wrong().decrementAndGet();
        return Mono.error(new Refusal.TooManyAttempts(secondsLeft(count)).asException());
      }
      return check
          .doOnNext(found -> {
            if (right.test(found)) {
              count.wrong().decrementAndGet();
            }
          })
          .doOnError(_ -> count.wrong().decrementAndGet());
    });
  }

  private int secondsLeft(Count count) {
    var gone = Duration.ofNanos(ticker.read() - count.sinceNanos());
    return (int) Math.max(1, WINDOW.minus(gone).toSeconds() + 1);
  }

  /// Names that a directory takes for one count as one.
  ///
  /// Source: RFC 4518, "Internationalized String Preparation".
  private static Who who(String address, String name) {
    var plain = Normalizer.normalize(shortened(name), Normalizer.Form.NFKC);
    var seen = BLANKS.matcher(UNSEEN.matcher(plain).replaceAll("")).replaceAll(" ");
    return new Who(address, seen.strip().toLowerCase(Locale.ROOT));
  }

  private static String shortened(String name) {
    return name.length() > 1000 ? name.substring(0, 1000) : name;
  }
}
