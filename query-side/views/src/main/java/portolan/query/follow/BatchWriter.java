package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.List;
import portolan.language.event.Position;
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
        UPDATE projection SET position = $1 WHERE name = $2 AND position = $3 RETURNING position)
      SELECT pg_notify('portolan_projected', position::text) FROM moved\
      """;

  private static final String MOVE_SILENTLY =
      "UPDATE projection SET position = $1 WHERE name = $2 AND position = $3 RETURNING 1";

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

  Mono<Void> write(List<Write> writes, Position from, Position to) {
    return Mono.from(connection.beginTransaction())
        .then(move(from, to))
        .then(all(writes))
        .then(Mono.from(connection.commitTransaction()))
        .onErrorResume(failure ->
            Mono.from(connection.rollbackTransaction())
                .onErrorComplete()
                .then(Mono.error(failure)));
  }

  private Mono<Void> move(Position from, Position to) {
    var statement =
        connection.createStatement(move).bind(0, to.index()).bind(1, group).bind(2, from.index());
    return Flux.from(statement.execute())
        .concatMap(result -> result.map(row -> true))
        .hasElements()
        .flatMap(moved -> moved ? Mono.<Void>empty() : Mono.error(new NotTheWriterException(from)));
  }

  /// Sends all statements at once and lets the answers come in order: one round trip for a batch.
  private Mono<Void> all(List<Write> writes) {
    return Flux.fromIterable(writes)
        .flatMapSequential(write -> done(statement(write)), Math.max(1, writes.size()))
        .then();
  }

  private Statement statement(Write write) {
    var statement = connection.createStatement(write.sql());
    for (int i = 0; i < write.arrays().size(); i++) {
      statement.bind(i, write.arrays().get(i));
    }
    return statement;
  }

  private static Mono<Void> done(Statement statement) {
    return Flux.from(statement.execute()).concatMap(result -> result.getRowsUpdated()).then();
  }
}
