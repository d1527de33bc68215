package portolan.server.connection;

import java.time.Duration;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.ObjectProvider;
import portolan.edge.identity.SharedCounts;
import reactor.core.publisher.Mono;

/// Counts kept in Redis.
public final class RedisCounts implements SharedCounts {
  private static final String ADD =
      """
      local known = tonumber(redis.call('get', KEYS[1]) or '0')
      if known + tonumber(ARGV[1]) < 0 then return known end
      local count = redis.call('incrby', KEYS[1], ARGV[1])
      if redis.call('pttl', KEYS[1]) < 0 then redis.call('pexpire', KEYS[1], ARGV[2]) end
      return count
      """;

  private final Mono<RedissonClient> client;

  public RedisCounts(ObjectProvider<RedissonClient> client) {
    this.client = CacheConfiguration.atFirstUse(client);
  }

  @Override
  public Mono<Long> add(String key, long more, Duration life) {
    return client.flatMap(it ->
        it.reactive()
            .getScript(StringCodec.INSTANCE)
            .eval(
                RScript.Mode.READ_WRITE,
                ADD,
                RScript.ReturnType.LONG,
                List.of(key),
                more,
                life.toMillis()));
  }
}
