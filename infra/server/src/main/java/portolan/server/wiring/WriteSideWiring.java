package portolan.server.wiring;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import portolan.command.Conflict;
import portolan.command.assembly.CommandHandlers;
import portolan.command.assembly.Entities;
import portolan.command.assembly.Ports;
import portolan.command.store.AllowlistRows;
import portolan.command.store.CommandDatabase;
import portolan.command.store.GroupRows;
import portolan.command.store.HoldingRows;
import portolan.command.store.HoldingWriter;
import portolan.command.store.IdentityRows;
import portolan.command.store.ImmutableRuleRows;
import portolan.command.store.InventoryRows;
import portolan.command.store.LabelRows;
import portolan.command.store.LastStatements;
import portolan.command.store.ProjectRows;
import portolan.command.store.RepositoryRows;
import portolan.command.store.RobotRows;
import portolan.command.store.RoleRows;
import portolan.command.store.SequenceNumbers;
import portolan.command.store.SettingRows;
import portolan.command.store.TrustRuleRows;
import portolan.command.store.UserRows;
import portolan.command.store.VisitRows;
import portolan.edge.message.CommandDesk;
import portolan.eventstore.Appended;
import portolan.eventstore.EventTransactions;
import portolan.eventstore.LogTail;
import portolan.eventstore.Nodes;
import portolan.eventstore.Signals;
import portolan.language.event.Position;
import portolan.language.privacy.Vault;
import portolan.server.connection.Outages;

/// The side that decides: its tables, its entities, its handlers on the bus.
@Configuration(proxyBeanMethods = false)
public class WriteSideWiring {
  /// Often enough that no stream grows long without a snapshot, seldom enough to cost little.
  private static final int REPLAY_ONE_IN = 10;

  @Bean
  CommandDatabase commandDatabase(DataSource database, EventTransactions transactions) {
    return new CommandDatabase(
        database, LastStatements.of(transactions::last, transactions::sendLast));
  }

  @Bean
  UserRows userRows(CommandDatabase database) {
    return new UserRows(database);
  }

  @Bean
  RobotRows robotRows(CommandDatabase database) {
    return new RobotRows(database);
  }

  @Bean
  ProjectRows projectRows(CommandDatabase database) {
    return new ProjectRows(database);
  }

  @Bean
  RepositoryRows repositoryRows(CommandDatabase database) {
    return new RepositoryRows(database);
  }

  @Bean
  SettingRows settingRows(CommandDatabase database) {
    return new SettingRows(database);
  }

  @Bean
  IdentityRows identityRows(CommandDatabase database) {
    return new IdentityRows(database);
  }

  @Bean
  HoldingRows holdingRows(CommandDatabase database) {
    return new HoldingRows(database);
  }

  @Bean(destroyMethod = "close")
  HoldingWriter holdingWriter(CommandDatabase database) {
    return new HoldingWriter(database);
  }

  @Bean
  Ports ports(
      CommandDatabase database,
      ProjectRows projects,
      RepositoryRows repositories,
      HoldingRows holdings,
      UserRows users,
      RobotRows robots,
      SettingRows settings,
      IdentityRows identities,
      Vault vault) {
    return new Ports(
        new SequenceNumbers(database),
        projects,
        projects,
        repositories,
        holdings,
        new InventoryRows(database),
        users,
        users,
        robots,
        robots,
        new LabelRows(database),
        new ImmutableRuleRows(database),
        new TrustRuleRows(database),
        new RoleRows(database),
        new AllowlistRows(database),
        settings,
        new GroupRows(database),
        identities,
        new VisitRows(database),
        vault);
  }

  @Bean
  CommandDesk commandDesk(
      CommandBus bus,
      EventStore store,
      Snapshotter snapshotter,
      Ports ports,
      Vault vault,
      Supplier<Optional<Position>> committed,
      Nodes nodes,
      ThreadPoolExecutor writers) {
    var entities =
        Entities.over(
            store, snapshotter, () -> ThreadLocalRandom.current().nextInt(REPLAY_ONE_IN) == 0);
    CommandHandlers.of(entities, ports)
        .forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus));
    return new CommandDesk(
        bus,
        vault,
        committed,
        nodes,
        writers,
        WriteSideWiring::isConflict,
        Outages::areNoticedBehind);
  }

  /// Asked after every command: where its events ended. Wakes those who follow the log.
  @Bean
  Supplier<Optional<Position>> committed(
      Appended appended, LogTail log, Signals signals, Nodes nodes) {
    return () -> {
      var position = appended.take();
      position.ifPresent(at -> {
        log.wake();
        if (!nodes.alone()) {
          signals.notify(EventStoreWiring.APPENDED, Long.toString(at.index()));
        }
      });
      return position;
    };
  }

  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Conflict
          || cause instanceof ConcurrencyException
          || cause instanceof ConcurrencyFailureException) {
        return true;
      }
    }
    return false;
  }
}
