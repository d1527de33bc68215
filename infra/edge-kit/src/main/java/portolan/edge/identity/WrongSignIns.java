package portolan.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Counts wrong sign-ins by address and name. Who is wrong too often waits until a minute has gone
/// by since the first of them; others who use the name from elsewhere notice nothing.
final class WrongSignIns {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 100_000;

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

  /// Completes when another try is allowed.
  Mono<Void> allowed(String address, String name) {
    return Mono.defer(() -> {
      var count = counts.getIfPresent(who(address, name));
      return count == null || count.wrong().get() < limit
          ? Mono.empty()
          : Mono.error(new Refusal.TooManyAttempts(secondsLeft(count)).asException());
    });
  }

  void note(String address, String name) {
    counts
        .get(who(address, name), _ -> new Count(ticker.read(), new AtomicInteger()))
        .wrong()
        .incrementAndGet();
  }

  private int secondsLeft(Count count) {
    var gone = Duration.ofNanos(ticker.read() - count.sinceNanos());
    return (int) Math.max(1, WINDOW.minus(gone).toSeconds() + 1);
  }

  private static Who who(String address, String name) {
    var known = name.length() > 255 ? name.substring(0, 255) : name;
    return new Who(address, known.toLowerCase(Locale.ROOT));
  }
}
