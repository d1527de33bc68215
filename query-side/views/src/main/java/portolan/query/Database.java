package portolan.query;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Asks the read models. Parameters are bound by their place: `$1` is the first value.
///
/// A value is never null; a list of texts or numbers is bound as an array.
public final class Database {
  private final ConnectionFactory connections;

  /// @param connections a pool whose connections see the schema `views` first
  public Database(ConnectionFactory connections) {
    this.connections = connections;
  }

  /// The only row, or empty.
  public <T> Mono<Optional<T>> find(String sql, Function<Readable, T> row, Object... values) {
    return rows(sql, row, values).next().map(Optional::of).defaultIfEmpty(Optional.empty());
  }

  /// All rows in order.
  public <T> Mono<List<T>> list(String sql, Function<Readable, T> row, Object... values) {
    return rows(sql, row, values).collectList();
  }

  private <T> Flux<T> rows(String sql, Function<Readable, T> row, Object... values) {
    return Flux.usingWhen(
        connections.create(),
        connection -> bound(connection.createStatement(sql), values, row),
        Connection::close);
  }

  private static <T> Flux<T> bound(
      Statement statement, Object[] values, Function<Readable, T> row) {
    for (int i = 0; i < values.length; i++) {
      statement.bind(i, values[i]);
    }
    return Flux.from(statement.execute()).concatMap(result -> result.map(row));
  }
}
