package portolan.server.tool;

import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import portolan.server.CannotStart;
import portolan.server.configuration.RedisAddress;
import portolan.server.connection.CacheConfiguration;

/// Does Redis answer?
final class CacheCheck {
  private CacheCheck() {}

  static Finding look(RedisAddress address) {
    var redisson = CacheConfiguration.client(address);
    try {
      return redisson.getRedisNodes(RedisNodes.SINGLE).pingAll()
          ? Finding.good("redis", address + " answers")
          : missing(address, "no answer");
    } catch (RedisException e) {
      return missing(address, String.valueOf(CannotStart.root(e).getMessage()));
    } finally {
      redisson.shutdown();
    }
  }

  private static Finding missing(RedisAddress address, String why) {
    return Finding.bad(
        "redis",
        "%s does not answer (%s)".formatted(address, why.lines().findFirst().orElse("")),
        "start it, or correct PORTOLAN_REDIS_URL; Portolan runs without it, only slower");
  }
}
