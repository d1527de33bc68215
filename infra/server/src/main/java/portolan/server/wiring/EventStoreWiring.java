package portolan.server.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.command.assembly.Entities;
import portolan.eventstore.Appended;
import portolan.eventstore.EventTransactions;
import portolan.eventstore.LogTail;
import portolan.eventstore.Nodes;
import portolan.eventstore.OwnAppends;
import portolan.eventstore.PostgresEventStorage;
import portolan.eventstore.PostgresVault;
import portolan.eventstore.Signals;
import portolan.eventstore.SnapshotSerializer;
import portolan.server.configuration.Settings;

/// The event store, what follows it, and the bus that commands travel on.
@Configuration(proxyBeanMethods = false)
public class EventStoreWiring {
  static final String APPENDED = "portolan_event";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WAITING_WRITES = 10_000;

  @Bean
  Appended appended() {
    return new Appended();
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource database) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(database));
  }

  @Bean
  OwnAppends ownAppends() {
    return new OwnAppends();
  }

  @Bean
  EventTransactions eventTransactions(DataSource database, OwnAppends own, Appended appended) {
    return new EventTransactions(database, own, appended::at);
  }

  @Bean
  TransactionManager axonTransactions(EventTransactions transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  EventStore eventStore(ConnectionProvider connections, EventTransactions transactions) {
    return EmbeddedEventStore.builder()
        .storageEngine(
            new PostgresEventStorage(
                connections, new SnapshotSerializer(Entities.SNAPSHOTS), transactions))
        .build();
  }

  @Bean
  Snapshotter snapshotter(EventStore store, TransactionManager transactions) {
    return AggregateSnapshotter.builder()
        .eventStore(store)
        .transactionManager(transactions)
        .aggregateFactories(
            Entities.SNAPSHOTS.values().stream()
                .map(GenericAggregateFactory::new)
                .toArray(AggregateFactory<?>[]::new))
        .build();
  }

  @Bean
  CommandBus commandBus(TransactionManager transactions) {
    var bus = SimpleCommandBus.builder().build();
    bus.registerHandlerInterceptor(new TransactionManagingInterceptor<>(transactions));
    bus.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(message -> message.getMetaData()));
    return bus;
  }

  /// Commands run here, one thread each from first attempt to commit. As many as the database likes
  /// at once.
  @Bean(destroyMethod = "shutdown")
  ThreadPoolExecutor writers(Settings settings) {
    int threads = Math.max(2, settings.postgres().connections() - 4);
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING_WRITES),
            Thread.ofPlatform().name("write-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Bean(destroyMethod = "close")
  LogTail logTail(DataSource database, OwnAppends own) {
    return new LogTail(database, own);
  }

  @Bean
  SecretFiles secretFiles(Settings settings, DataSource database) {
    return new SecretFiles(settings.secretFolder(), database);
  }

  @Bean
  PostgresVault vault(DataSource database, SecretFiles secrets) {
    return new PostgresVault(database, secrets.masterKey());
  }

  @Bean(destroyMethod = "close")
  Signals signals(DataSource database) {
    return new Signals(database);
  }

  @Bean(destroyMethod = "close")
  Nodes nodes(DataSource database, Signals signals) throws UnknownHostException {
    return new Nodes(
        database,
        signals,
        UUID.randomUUID().toString(),
        InetAddress.getLocalHost().getHostName(),
        PATIENCE);
  }
}
