package portolan.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import portolan.language.event.Envelope;
import portolan.language.user.PasswordChanged;
import portolan.language.user.UserId;

/// How many transactions of one event a second the store commits, beside single inserts by
/// `pgbench` (Debian: `postgresql-contrib`) into the same durable PostgreSQL: run its `main`.
/// Prints both and the median of their ratios, for 1, 8 and 32 clients.
public final class CommitBench {
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final int ROUNDS = 5;
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");

  private final EmbeddedPostgres postgres;
  private final Path script;

  private CommitBench(EmbeddedPostgres postgres) throws IOException, SQLException {
    this.postgres = postgres;
    this.script = Files.createTempFile("insert", ".sql");
    Files.writeString(
        script, "insert into single (text) values (repeat('x', 300) || :client_id);\n");
    var database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).locations("db/events").load().migrate();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table single (id bigserial primary key, text text not null)");
    }
  }

  public static void main(String[] arguments) throws Exception {
    try (var postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("wal_compression", "off")
            .setServerConfig("max_wal_size", "1GB")
            .setServerConfig(
                "plan_cache_mode", "force_generic_plan") // as the program's connections
            .start()) {
      var bench = new CommitBench(postgres);
      for (int clients : List.of(1, 8, 32)) {
        bench.compare(clients);
      }
      Files.delete(bench.script);
    }
  }

  private void compare(int clients) throws Exception {
    var appends = new ArrayList<Double>();
    var inserts = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    for (int round = -1; round < ROUNDS; round++) {
      double append = appends(clients);
      double insert = inserts(clients);
      if (round >= 0) {
        appends.add(append);
        inserts.add(insert);
        ratios.add(append / insert);
      }
    }
    System.out.printf(
        "%d clients: events %.0f/s, pgbench %.0f/s, ratio %.2f%n",
        clients, median(appends), median(inserts), median(ratios));
  }

  private double appends(int clients) throws Exception {
    var count = new AtomicLong();
    long began = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        pool.submit(() -> {
          append(began + ROUND.toNanos(), count);
          return null;
        });
      }
    }
    return count.get() * 1e9 / (System.nanoTime() - began);
  }

  private void append(long end, AtomicLong count) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection()) {
      var source = new SingleConnectionDataSource(connection, true);
      var transactions = new EventTransactions(source, new OwnAppends(), _ -> {});
      var transaction = new TransactionTemplate(transactions);
      var storage =
          new PostgresEventStorage(source::getConnection, new EventSerializer(), transactions);
      while (System.nanoTime() < end) {
        transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(passwordChanged())));
        count.incrementAndGet();
      }
    }
  }

  private static EventMessage<?> passwordChanged() {
    return new GenericDomainEventMessage<>(
        "User",
        "User:" + UUID.randomUUID(),
        0,
        new PasswordChanged(new UserId(3)),
        MetaData.from(Envelope.ofSystem("bench").toMap()));
  }

  private double inserts(int clients) throws Exception {
    var process =
        new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--host=localhost",
                "--port=" + postgres.getPort(),
                "--username=postgres",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + ROUND.toSeconds(),
                "--file=" + script,
                "postgres")
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes());
    var rate = RATE.matcher(output);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IOException("pgbench failed: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
