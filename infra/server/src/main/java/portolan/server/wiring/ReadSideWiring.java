package portolan.server.wiring;

import io.r2dbc.spi.ConnectionFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Memory;
import portolan.eventstore.LogTail;
import portolan.eventstore.Nodes;
import portolan.eventstore.Signals;
import portolan.language.message.Query;
import portolan.language.privacy.Vault;
import portolan.query.Database;
import portolan.query.assembly.ReadSide;
import portolan.query.follow.Follower;
import portolan.query.follow.Projected;
import portolan.query.follow.ProjectedNotices;
import portolan.server.configuration.Connections;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.connection.Outages;
import reactor.core.publisher.Mono;

/// The side that answers: the read models, who writes them, and what a node remembers of them.
@Configuration(proxyBeanMethods = false)
public class ReadSideWiring {

  @Bean
  Projected projected() {
    return new Projected();
  }

  /// Answers every kind of query.
  @Bean
  Memory memory(ConnectionFactory pool, Vault vault, Nodes nodes) {
    var answers = new HashMap<Class<?>, Function<Query<?>, Mono<?>>>();
    ReadSide.answers(new Database(pool), vault)
        .forEach(feature -> answers.putAll(feature.answers()));
    answers.replaceAll((_, answer) -> query -> Outages.told(answer.apply(query)));
    return new Memory(Map.copyOf(answers), nodes::trusted);
  }

  @Bean
  MemoryKeeper memoryKeeper(
      LogTail log, Memory memory, SignIns signIns, Nodes nodes, Projected projected) {
    var keeper = new MemoryKeeper(log, memory, signIns, nodes);
    projected.onWritten(keeper::projected);
    var _ = projected.onAdvance(position -> keeper.heard(position.index()));
    return keeper;
  }

  @Bean(destroyMethod = "close")
  Follower follower(
      LogTail log, DatabaseAddress address, Vault vault, Projected projected, Signals signals) {
    signals.on(
        EventStoreWiring.APPENDED,
        index -> {
          if (index.isEmpty()) {
            log.wake(); // after an outage: whatever has been missed
          } else {
            log.appended(Long.parseLong(index));
          }
        });
    return new Follower(
        ReadSide.GROUP,
        log,
        Connections.r2dbc(address, "views"),
        ReadSide.projections(vault),
        projected);
  }

  @Bean(destroyMethod = "close")
  ProjectedNotices projectedNotices(DatabaseAddress address, Projected projected) {
    return new ProjectedNotices(ReadSide.GROUP, Connections.r2dbc(address, "views"), projected);
  }
}
