package portolan.server.connection;

import java.time.Duration;
import java.util.Optional;
import org.redisson.api.RBucketReactive;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ObjectProvider;
import portolan.edge.session.ShortMemory;
import reactor.core.publisher.Mono;

/// Texts kept in Redis.
public final class RedisMemory implements ShortMemory {
  private final Mono<RedissonClient> client;

  public RedisMemory(ObjectProvider<RedissonClient> client) {
    this.client = CacheConfiguration.atFirstUse(client);
  }

  @Override
  public Mono<Void> keep(String key, String text, Duration life) {
    return bucket(key).flatMap(bucket -> bucket.set(text, life));
  }

  @Override
  public Mono<Optional<String>> look(String key, Optional<Duration> renewed) {
    return bucket(key)
        .flatMap(bucket -> renewed.map(bucket::getAndExpire).orElseGet(bucket::get))
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  @Override
  public Mono<Optional<String>> take(String key) {
    return bucket(key)
        .flatMap(RBucketReactive::getAndDelete)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  private Mono<RBucketReactive<String>> bucket(String key) {
    return client.map(it -> it.reactive().getBucket(key));
  }
}
