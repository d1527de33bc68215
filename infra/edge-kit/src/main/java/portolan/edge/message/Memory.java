package portolan.edge.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import portolan.language.event.Event;
import portolan.language.message.HotQuery;
import portolan.language.message.Invalidation;
import portolan.language.message.Query;
import portolan.language.repository.FindBlob;
import reactor.core.publisher.Mono;

/// Queries, with the answers of hot ones remembered until an event makes them stale.
///
/// An answer that was read while an event dropped its key is given to its asker and not remembered:
/// every key belongs to a stripe with a counter, raised by each drop before it removes the key, and
/// compared while the key is locked.
public final class Memory implements Queries {
  private static final int ENTRIES = 200_000;
  private static final int STRIPES = 1024;

  private final Map<Class<?>, Function<Query<?>, Mono<?>>> answers;
  private final BooleanSupplier trusted;
  private final AtomicLongArray drops = new AtomicLongArray(STRIPES);
  private final Cache<HotQuery<?>, Object> kept =
      Caffeine.newBuilder()
          .maximumSize(ENTRIES)
          .recordStats()
          .executor(Runnable::run)
          .expireAfter(Expiry.<HotQuery<?>, Object>creating((query, _) -> lifetime(query)))
          .build();

  /// @param answers the read side's answer to every kind of query
  /// @param trusted whether remembered answers are coherent now
  public Memory(Map<Class<?>, Function<Query<?>, Mono<?>>> answers, BooleanSupplier trusted) {
    this.answers = Map.copyOf(answers);
    this.trusted = trusted;
  }

  @Override
  public <R> Mono<R> ask(Query<R> query) {
    return query instanceof HotQuery<R> hot ? remembered(hot) : answered(query);
  }

  /// Forgets what an event makes stale.
  public void drop(Event event) {
    var stale = Invalidation.of(event);
    stale.answers().forEach(this::drop);
    for (var family : stale.families()) {
      raiseAll();
      kept.asMap().keySet().removeIf(family::isInstance);
    }
  }

  /// Forgets everything.
  public void clear() {
    raiseAll();
    kept.invalidateAll();
  }

  /// For metrics.
  public Cache<HotQuery<?>, Object> cache() {
    return kept;
  }

  private void drop(HotQuery<?> query) {
    drops.incrementAndGet(stripe(query));
    kept.invalidate(query);
  }

  private void raiseAll() {
    for (int i = 0; i < STRIPES; i++) {
      drops.incrementAndGet(i);
    }
  }

  @SuppressWarnings("unchecked") // a query's remembered answer is of the query's type
  private <R> Mono<R> remembered(HotQuery<R> query) {
    if (!trusted.getAsBoolean()) {
      return answered(query);
    }
    var known = kept.getIfPresent(query);
    if (known != null) {
      return Mono.just((R) known);
    }
    int stripe = stripe(query);
    return Mono.defer(() -> {
      long before = drops.get(stripe);
      return answered(query).doOnNext(answer -> keep(query, answer, stripe, before));
    });
  }

  private void keep(HotQuery<?> query, Object answer, int stripe, long before) {
    boolean missingBlob = query instanceof FindBlob && answer.equals(Optional.empty());
    if (missingBlob || !trusted.getAsBoolean()) {
      return;
    }
    kept.asMap().compute(query, (_, known) -> drops.get(stripe) == before ? answer : known);
  }

  @SuppressWarnings("unchecked") // the registry holds each query's own answer
  private <R> Mono<R> answered(Query<R> query) {
    var answer = answers.get(query.getClass());
    if (answer == null) {
      return Mono.error(new IllegalStateException("nobody answers " + query.getClass().getName()));
    }
    return (Mono<R>) answer.apply(query);
  }

  private static Duration lifetime(HotQuery<?> query) {
    return query instanceof FindBlob
        ? Duration.ofSeconds(FindBlob.KEEP_SECONDS)
        : Duration.ofHours(1);
  }

  private static int stripe(HotQuery<?> query) {
    int hash = query.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
