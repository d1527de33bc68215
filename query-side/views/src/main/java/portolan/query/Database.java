package portolan.query;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Asks the read models. Parameters are bound by their place: `$1` is the first value.
///
/// A value is never null; a list of texts or numbers is bound as an array. An answer that takes too
/// long fails with [java.util.concurrent.TimeoutException]: a database may hang without a word.
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionFactory connections;
  private final Duration patience;

  /// @param connections a pool whose connections see the schema `views` first
  public Database(ConnectionFactory connections) {
    this(connections, PATIENCE);
  }

  /// @param patience how long an answer may take, the wait for a connection included
  Database(ConnectionFactory connections, Duration patience) {
    this.connections = connections;
    this.patience = patience;
  }

  /// The only row, or empty.
  public <T> Mono<Optional<T>> find(String sql, Function<Readable, T> row, Object... values) {
    return asked(sql, rows -> rows.next().map(Optional::of), row, values)
        .defaultIfEmpty(Optional.empty());
  }

  /// All rows in order.
  public <T> Mono<List<T>> list(String sql, Function<Readable, T> row, Object... values) {
    return asked(sql, Flux::collectList, row, values);
  }

  private <T, R> Mono<R> asked(
      String sql, Function<Flux<T>, Mono<R>> answer, Function<Readable, T> row, Object[] values) {
    return Mono.defer(() -> {
      var late = new AtomicBoolean();
      return Mono.usingWhen(
              connections.create(),
              connection -> answer.apply(bound(connection.createStatement(sql), values, row)),
              Connection::close,
              (connection, _) -> connection.close(),
              connection -> late.get() ? discarded(connection, sql) : connection.close())
          .timeout(Mono.delay(patience).doOnNext(_ -> late.set(true)));
    });
  }

  /// Whoever got a pooled connection that answers nothing would wait in vain as well.
  private Publisher<Void> discarded(Connection connection, String sql) {
    LOG.warn("Not answered within {}: {}", patience, sql);
    var back = Mono.defer(() -> Mono.from(connection.close()));
    return connection instanceof Wrapped<?> pooled && pooled.unwrap() instanceof Connection own
        ? Mono.from(own.close()).onErrorComplete().then(back)
        : back;
  }

  private static <T> Flux<T> bound(
      Statement statement, Object[] values, Function<Readable, T> row) {
    for (int i = 0; i < values.length; i++) {
      statement.bind(i, values[i]);
    }
    return Flux.from(statement.execute()).concatMap(result -> result.map(row));
  }
}
