package portolan.server.connection;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import portolan.server.configuration.RedisAddress;
import portolan.server.embedded.EmbeddedServers;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The connection to Redis. It is made when it is first used, and the program starts and lives
/// without it.
@Configuration(proxyBeanMethods = false)
public class CacheConfiguration {

  @Bean
  RedisAddress redisAddress(EmbeddedServers servers) {
    return servers.cache();
  }

  @Lazy
  @Bean(destroyMethod = "shutdown")
  RedissonClient redisson(RedisAddress address) {
    return client(address);
  }

  /// The client, made at the first use and away from the threads of requests.
  static Mono<RedissonClient> atFirstUse(ObjectProvider<RedissonClient> client) {
    return Mono.fromCallable(client::getObject)
        .subscribeOn(Schedulers.boundedElastic())
        .cacheInvalidateIf(_ -> false);
  }

  /// A client that connects when it is first used.
  public static RedissonClient client(RedisAddress address) {
    var config = new Config();
    // Values are text: nothing that is read from Redis ever makes an object of its own choice.
    config.setCodec(StringCodec.INSTANCE);
    config.setLazyInitialization(true);
    config.setThreads(2);
    config.setNettyThreads(2);
    config
        .useSingleServer()
        .setAddress(address.url())
        .setPassword(address.password())
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(16)
        .setSubscriptionConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(4)
        .setConnectTimeout(2000)
        .setTimeout(1000)
        .setRetryAttempts(1);
    return Redisson.create(config);
  }
}
