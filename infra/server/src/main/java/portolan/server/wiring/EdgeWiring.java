package portolan.server.wiring;

import static portolan.server.connection.Outages.blocking;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.command.edge.oci.RegistryWrites;
import portolan.command.store.RobotRows;
import portolan.command.store.UserRows;
import portolan.edge.access.Access;
import portolan.edge.configuration.Configurations;
import portolan.edge.gate.CsrfGate;
import portolan.edge.gate.ReadOnlyGate;
import portolan.edge.identity.Callers;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.Directory;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.IdTokens;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.PeopleSignIns;
import portolan.edge.identity.SignIns;
import portolan.edge.identity.Surroundings;
import portolan.edge.message.Memory;
import portolan.edge.message.Queries;
import portolan.edge.oci.Rights;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Router;
import portolan.edge.session.Sessions;
import portolan.edge.session.ShortMemory;
import portolan.edge.token.HeldKeys;
import portolan.edge.token.Tokens;
import portolan.edge.visit.Visitors;
import portolan.language.configuration.Setting;
import portolan.language.robot.RobotId;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import portolan.query.edge.oci.RegistryReads;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;
import portolan.server.connection.RedisCounts;
import portolan.server.connection.RedisMemory;
import portolan.server.operations.RequestMetrics;
import portolan.server.web.Farewell;
import portolan.server.web.ReadingOnly;
import reactor.core.publisher.Mono;

/// What both edges share: who calls, what they may, and the entrance of HTTP.
@Configuration(proxyBeanMethods = false)
public class EdgeWiring {
  private static final int HASHING_THREADS = 2;

  /// As long as an administrator may let tokens live.
  private static final Duration LONGEST_TOKEN = Duration.ofMinutes(9_999_999_999L);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  EdgeSettings edgeSettings(Settings settings) {
    return new EdgeSettings(
        Optional.ofNullable(settings.externalUrl()),
        settings.trustedProxies(),
        settings.tokens().lifetime(),
        settings.signIn().wrongPerMinute());
  }

  @Bean(destroyMethod = "close")
  Passwords passwords() {
    return new Passwords(HASHING_THREADS);
  }

  @Bean
  Credentials credentials(UserRows users, RobotRows robots, Clock clock) {
    return new Credentials() {
      @Override
      public Mono<Optional<String>> passwordHash(UserId user) {
        return blocking(() -> users.hash(user).map(Secret::value));
      }

      @Override
      public Mono<Optional<String>> robotSecretHash(RobotId robot) {
        return blocking(() -> robots.hash(robot).map(Secret::value));
      }

      @Override
      public Mono<Optional<OldSecret>> oldRobotSecret(RobotId robot) {
        return blocking(() ->
            robots
                .old(robot)
                .map(it ->
                    new OldSecret(it.hash().value(), Duration.between(clock.instant(), it.until())))
                .filter(it -> it.left().isPositive()));
      }
    };
  }

  @Bean
  SignIns signIns(
      Credentials credentials,
      Passwords passwords,
      EdgeSettings settings,
      ObjectProvider<RedissonClient> redis) {
    return new SignIns(credentials, passwords, settings.wrongSignIns(), new RedisCounts(redis));
  }

  @Bean
  HeldKeys tokenKeys(SecretFiles secrets) {
    return new HeldKeys(secrets.tokenKeys());
  }

  @Bean
  Tokens tokens(HeldKeys keys, EdgeSettings settings, Clock clock) {
    return new Tokens(keys, settings.tokenLife(), LONGEST_TOKEN, clock);
  }

  @Bean
  Callers callers(
      Queries queries,
      SignIns signIns,
      PeopleSignIns people,
      Tokens tokens,
      EdgeSettings settings,
      Configurations configurations,
      Sessions sessions,
      IdTokens idTokens,
      Clock clock) {
    return new Callers(
        queries,
        signIns,
        people,
        tokens,
        settings,
        configurations,
        Optional.of(sessions),
        Optional.of(idTokens),
        clock);
  }

  @Bean
  Configurations configurations(Queries queries, Settings settings) {
    var minutes = Math.max(1, settings.tokens().lifetime().toMinutes());
    return new Configurations(
        queries,
        Map.of(
            Setting.TOKEN_EXPIRATION,
            Long.toString(minutes),
            Setting.STORAGE_PER_PROJECT,
            Long.toString(settings.quota().storagePerProject())),
        settings.configOverwriteJson() != null);
  }

  @Bean
  PeopleSignIns peopleSignIns(
      Queries queries,
      SignIns signIns,
      Configurations configurations,
      ObjectProvider<Directory> directories) {
    return new PeopleSignIns(
        queries, signIns, configurations, directories.orderedStream().toList());
  }

  @Bean
  ShortMemory shortMemory(ObjectProvider<RedissonClient> redis) {
    return new RedisMemory(redis);
  }

  @Bean
  Sessions sessions(ShortMemory memory, Configurations configurations) {
    return new Sessions(memory, configurations);
  }

  @Bean
  Access access(Queries queries) {
    return new Access(queries);
  }

  /// Registry paths go to their own router; everything else to WebFlux.
  @Bean
  HttpHandler httpHandler(
      ApplicationContext context,
      Callers callers,
      Access access,
      Memory queries,
      RegistryReads reads,
      RegistryWrites writes,
      Settings settings,
      Configurations configurations,
      Sessions sessions,
      EdgeSettings edge,
      SecretFiles secrets,
      Clock clock,
      Farewell farewell,
      RequestMetrics metrics,
      Visitors visitors) {
    var endpoints = new ArrayList<V2Endpoint>();
    if (settings.has(Role.QUERY)) {
      endpoints.addAll(reads.endpoints());
    }
    if (settings.has(Role.COMMAND)) {
      endpoints.addAll(writes.endpoints());
    }
    var registry = new V2Router(callers::identify, Rights.of(access), queries, endpoints);
    var rest = WebHttpHandlerBuilder.applicationContext(context).build();
    var others = settings.has(Role.COMMAND) ? rest : new ReadingOnly(rest);
    return metrics.measured(
        new RefusedWrites(visitors)
            .over(
                farewell.over(
                    new CsrfGate(
                        new ReadOnlyGate(
                            (request, response) ->
                                V2Router.claims(request.getURI().getRawPath())
                                    ? registry.handle(request, response)
                                    : others.handle(request, response),
                            configurations,
                            callers::identify),
                        secrets.derived("csrf"),
                        sessions,
                        new Surroundings(edge),
                        clock))));
  }
}
