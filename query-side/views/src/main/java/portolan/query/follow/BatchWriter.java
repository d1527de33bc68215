package portolan.query.follow;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portolan.language.event.Position;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes a batch and its position in one transaction, on a connection of the writer's own.
///
/// The position moves from where the writer believes it to be. So a second writer, or one that has
/// lost its lock without noticing, writes nothing.
final class BatchWriter {
  /// Other nodes listen here; the payload is the new position.
  static final String CHANNEL = "portolan_projected";

  private static final String POSITIONS = "projection";

  /// From elsewhere the position would become null, which its column refuses.
  private static final Sql MOVE =
      new Sql(
          "",
          "UPDATE "
              + POSITIONS
              + " SET position = CASE WHEN position = $1 THEN $2 END WHERE name = $3",
          3);

  private static final Sql MOVE_AND_ANNOUNCE =
      new Sql(
          "moved AS (" + MOVE.body() + " RETURNING position)",
          "SELECT pg_notify('" + CHANNEL + "', position::text) FROM moved",
          MOVE.parameters());

  /// PostgreSQL's `not_null_violation`.
  private static final String NOT_NULL = "23502";

  private final Connection connection;
  private final String group;
  private final boolean announces;

  private BatchWriter(Connection connection, String group, boolean announces) {
    this.connection = connection;
    this.group = group;
    this.announces = announces;
  }

  /// @param connection sees the schema to write in first
  /// @param group the name of the group of read models
  static BatchWriter announcing(Connection connection, String group) {
    return new BatchWriter(connection, group, true);
  }

  /// For a rebuild, of which nobody needs to hear.
  static BatchWriter silent(Connection connection, String group) {
    return new BatchWriter(connection, group, false);
  }

  /// Where the group is; at the start when it has written nothing yet.
  Mono<Position> position() {
    var start =
        connection
            .createStatement("INSERT INTO projection VALUES ($1, 0) ON CONFLICT DO NOTHING")
            .bind(0, group);
    var read =
        connection
            .createStatement("SELECT position FROM projection WHERE name = $1")
            .bind(0, group);
    return done(start)
        .then(
            Flux.from(read.execute())
                .concatMap(result -> result.map(row -> row.get(0, Long.class)))
                .single()
                .map(Position::new));
  }

  /// The position moves in the first statement: who holds it keeps the whole batch waiting. A lone
  /// statement is a transaction by itself.
  Mono<Void> write(List<Write> writes, Position from, Position to) {
    var statements = new ArrayList<>(writes);
    var move = move(from, to);
    statements.addFirst(
        statements.isEmpty() ? move : Write.together(List.of(statements.removeFirst(), move)));
    return (statements.size() == 1 ? done(statements.getFirst()) : inTransaction(statements))
        .onErrorMap(failure -> cause(failure, from));
  }

  private Write move(Position from, Position to) {
    var values = List.<Object>of(from.index(), to.index(), group);
    return announces ? new Write(MOVE_AND_ANNOUNCE, values) : new Write(MOVE, values);
  }

  /// The beginning and the first statement travel together. The driver lets each later statement
  /// wait for the one before.
  private Mono<Void> inTransaction(List<Write> writes) {
    var statements =
        Stream.concat(
                Stream.of(Mono.from(connection.beginTransaction())),
                writes.stream().map(this::done))
            .toList();
    return Mono.whenDelayError(statements)
        .then(Mono.from(connection.commitTransaction()))
        .onErrorResume(failure ->
            Mono.from(connection.rollbackTransaction())
                .onErrorComplete()
                .then(Mono.error(failure)));
  }

  /// The first failure of several: the others are of the transaction that it has broken.
  private static Throwable cause(Throwable failure, Position from) {
    var first = Exceptions.unwrapMultiple(failure).getFirst();
    return isOfPosition(first) ? new NotTheWriterException(from) : first;
  }

  private static boolean isOfPosition(Throwable failure) {
    return failure instanceof PostgresqlException refused
        && NOT_NULL.equals(refused.getErrorDetails().getCode())
        && refused.getErrorDetails().getTableName().filter(POSITIONS::equals).isPresent();
  }

  private Mono<Void> done(Write write) {
    return done(write.on(connection));
  }

  private static Mono<Void> done(Statement statement) {
    return Flux.from(statement.execute()).concatMap(result -> result.getRowsUpdated()).then();
  }
}
