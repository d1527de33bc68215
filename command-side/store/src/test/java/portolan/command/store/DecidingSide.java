package portolan.command.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.flywaydb.core.Flyway;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import portolan.command.Conflict;
import portolan.command.assembly.CommandHandlers;
import portolan.command.assembly.Entities;
import portolan.command.assembly.Ports;
import portolan.eventstore.EventTransactions;
import portolan.eventstore.OwnAppends;
import portolan.eventstore.PostgresEventStorage;
import portolan.eventstore.PostgresVault;
import portolan.eventstore.SnapshotSerializer;
import portolan.language.message.Command;
import portolan.language.privacy.Vault;

/// The whole deciding side over one real PostgreSQL, shared by the tests of this module: commands
/// in transactions, conflicts retried.
final class DecidingSide {
  private static final DecidingSide SHARED = new DecidingSide();

  final HikariDataSource source = started();
  final EventTransactions transactions = new EventTransactions(source, new OwnAppends(), _ -> {});
  final CommandDatabase database =
      new CommandDatabase(source, LastStatements.of(transactions::last, transactions::sendLast));
  final ProjectRows projects = new ProjectRows(database);
  final HoldingRows holdings = new HoldingRows(database);
  final HoldingWriter holder = new HoldingWriter(database);
  final UserRows users = new UserRows(database);
  final RobotRows robots = new RobotRows(database);
  final Vault vault = new PostgresVault(source, new byte[32]);
  private final CommandBus bus = bus();

  /// How often commands have waited for each other.
  final AtomicInteger deadlocks = new AtomicInteger();

  static DecidingSide shared() {
    return SHARED;
  }

  <R> R send(Command<R> command) {
    while (true) {
      var result = new AtomicReference<CommandResultMessage<? extends R>>();
      bus.<Command<R>, R>dispatch(
          new GenericCommandMessage<>(command), (_, answer) -> result.set(answer));
      var answer = result.get();
      if (!answer.isExceptional()) {
        return answer.getPayload();
      }
      var failure = answer.exceptionResult();
      if (!(failure instanceof Conflict) && !(failure instanceof ConcurrencyException)) {
        throw (RuntimeException) failure;
      }
      if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException lost
          && lost.getSQLState().equals("40P01")) {
        deadlocks.incrementAndGet();
      }
    }
  }

  /// The names of a stream's events, in order.
  List<String> history(String stream) {
    return database.list(
        "SELECT type FROM event WHERE stream = ? ORDER BY sequence",
        (row, _) -> row.getString(1),
        stream);
  }

  private CommandBus bus() {
    var serializer = new SnapshotSerializer(Entities.SNAPSHOTS);
    var storage =
        new PostgresEventStorage(
            new TransactionAwareDataSourceProxy(source)::getConnection, serializer, transactions);
    var store = EmbeddedEventStore.builder().storageEngine(storage).build();
    var snapshotter =
        AggregateSnapshotter.builder()
            .eventStore(store)
            .executor((Executor) Runnable::run)
            .aggregateFactories(
                Entities.SNAPSHOTS.values().stream()
                    .map(GenericAggregateFactory::new)
                    .toArray(AggregateFactory<?>[]::new))
            .build();
    var bus = SimpleCommandBus.builder().transactionManager(this::begin).build();
    var ports =
        new Ports(
            new SequenceNumbers(database),
            projects,
            projects,
            new RepositoryRows(database),
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
            new SettingRows(database),
            new GroupRows(database),
            new IdentityRows(database),
            new VisitRows(database),
            vault);
    var decisions = new AtomicInteger();
    var entities = Entities.over(store, snapshotter, () -> decisions.incrementAndGet() % 10 == 0);
    CommandHandlers.of(entities, ports)
        .forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus));
    return bus;
  }

  private Transaction begin() {
    var status = transactions.getTransaction(new DefaultTransactionDefinition());
    return new Transaction() {
      @Override
      public void commit() {
        transactions.commit(status);
      }

      @Override
      public void rollback() {
        transactions.rollback(status);
      }
    };
  }

  private static HikariDataSource started() {
    try {
      var postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "120").start();
      var admin = postgres.getPostgresDatabase();
      migrate(admin, "events");
      migrate(admin, "command");
      var config = new HikariConfig();
      config.setDataSource(admin);
      config.setMaximumPoolSize(80);
      return new HikariDataSource(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrate(DataSource database, String part) {
    Flyway.configure()
        .dataSource(database)
        .locations("db/" + part)
        .table("migration_" + part)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
