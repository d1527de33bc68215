package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.stream.Stream;
import portolan.language.event.Position;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes a batch and its position in one transaction, on a connection of the writer's own.
///
/// The position is moved first, from where the writer believes it to be. So a second writer, or one
/// that has lost its lock without noticing, writes nothing.
final class BatchWriter {
  /// Other nodes listen here; the payload is the new position.
  static final String CHANNEL = "portolan_projected";

  private static final String MOVE =
      """
      WITH moved AS (
        UPDATE projection SET position = %d WHERE name = '%s' AND position = %d RETURNING position)
      SELECT pg_notify('portolan_projected', position::text) FROM moved\
      """;

  private static final String MOVE_SILENTLY =
      "UPDATE projection SET position = %d WHERE name = '%s' AND position = %d RETURNING 1";

  private final Connection connection;
  private final String group;
  private final String move;

  private BatchWriter(Connection connection, String group, String move) {
    this.connection = connection;
    this.group = group;
    this.move = move;
  }

  /// @param connection sees the schema to write in first
  /// @param group the name of the group of read models
  static BatchWriter announcing(Connection connection, String group) {
    return new BatchWriter(connection, group, MOVE);
  }

  /// For a rebuild, of which nobody needs to hear.
  static BatchWriter silent(Connection connection, String group) {
    return new BatchWriter(connection, group, MOVE_SILENTLY);
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

  /// The beginning, the move and the first statement travel together. The driver lets each later
  /// statement wait for the one before.
  Mono<Void> write(List<Write> writes, Position from, Position to) {
    var statements =
        Stream.concat(
                Stream.of(Mono.from(connection.beginTransaction()), move(from, to)),
                writes.stream().map(write -> done(write.on(connection))))
            .toList();
    return Mono.whenDelayError(statements)
        .then(Mono.from(connection.commitTransaction()))
        .onErrorResume(failure ->
            Mono.from(connection.rollbackTransaction())
                .onErrorComplete()
                .then(Mono.error(cause(failure))));
  }

  /// Without parameters, so that the driver sends it without waiting.
  private Mono<Void> move(Position from, Position to) {
    var statement = connection.createStatement(move.formatted(to.index(), group, from.index()));
    return Flux.from(statement.execute())
        .concatMap(result -> result.map(row -> true))
        .hasElements()
        .flatMap(moved -> moved ? Mono.<Void>empty() : Mono.error(new NotTheWriterException(from)));
  }

  /// The first failure of several: the others are of the transaction that it has broken.
  private static Throwable cause(Throwable failure) {
    return Exceptions.unwrapMultiple(failure).getFirst();
  }

  private static Mono<Void> done(Statement statement) {
    return Flux.from(statement.execute()).concatMap(result -> result.getRowsUpdated()).then();
  }
}
