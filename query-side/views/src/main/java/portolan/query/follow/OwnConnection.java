package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A connection that one thread keeps for itself and waits for, 30 seconds at most.
record OwnConnection(Connection connection) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// @param connections makes new connections (no pool)
  static OwnConnection of(ConnectionFactory connections) {
    return new OwnConnection(waited(Mono.from(connections.create())));
  }

  void execute(String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .concatMap(result -> result.getRowsUpdated())
        .blockLast(PATIENCE);
  }

  /// Takes an advisory lock that lives as long as the connection, unless another has it.
  boolean locked(String name) {
    return only(
        Boolean.class,
        connection
            .createStatement("SELECT pg_try_advisory_lock(hashtextextended($1, 0))")
            .bind(0, name));
  }

  /// The number of the database's process at the other end.
  int process() {
    return only(Integer.class, connection.createStatement("SELECT pg_backend_pid()"));
  }

  @Override
  public void close() {
    Mono.from(connection.close()).onErrorComplete().block(PATIENCE);
  }

  private static <T> T only(Class<T> type, Statement query) {
    return waited(
        Flux.from(query.execute()).concatMap(result -> result.map(row -> row.get(0, type))).next());
  }

  private static <T> T waited(Mono<T> answer) {
    return Objects.requireNonNull(answer.block(PATIENCE));
  }
}
