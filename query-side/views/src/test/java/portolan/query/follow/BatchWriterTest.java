package portolan.query.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.event.Position;
import portolan.query.Postgres;
import reactor.core.publisher.Mono;

class BatchWriterTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Postgres postgres = new Postgres();

  /// Who holds the position may swap the tables: nothing of the batch is left in the old ones, also
  /// when its statements were prepared for them.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void writesWhollyIntoTablesThatAreSwappedInWhileItWaits(int statements) throws Exception {
    for (var schema : List.of(ReadModels.LIVE, ReadModels.REBUILT)) {
      postgres.execute("CREATE SCHEMA " + schema);
      postgres.execute("CREATE TABLE " + schema + ".note (word text)");
      postgres.execute(
          "CREATE TABLE %s.projection (name text PRIMARY KEY, position bigint NOT NULL)"
              .formatted(schema));
    }
    postgres.execute("INSERT INTO views_rebuild.projection VALUES ('test', 7)");
    var connection = connection();
    try {
      var writer = BatchWriter.announcing(connection, "test");
      assertThat(writer.position().block(SOON)).isEqualTo(Position.START);
      writer.write(notes(statements), Position.START, new Position(7)).block(SOON);

      swapDuring(() -> writer.write(notes(statements), new Position(7), new Position(9)));

      assertThat(postgres.rows("SELECT count(*)::text FROM views.note"))
          .containsExactly("" + statements);
      assertThat(postgres.rows("SELECT count(*)::text FROM views_old.note"))
          .containsExactly("" + statements);
      assertThat(writer.position().block(SOON)).isEqualTo(new Position(9));
    } finally {
      Mono.from(connection.close()).block(SOON);
    }
  }

  private interface Writing {
    Mono<Void> begun();
  }

  private void swapDuring(Writing writing) throws Exception {
    try (var holder = postgres.dataSource().getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE views.projection IN EXCLUSIVE MODE");
      var written = writing.begun().toFuture();
      awaitSomebodyWaiting();
      Schemas.swap(holder);
      holder.commit();
      written.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void awaitSomebodyWaiting() throws InterruptedException {
    var waiting =
        """
        SELECT pid::text FROM pg_locks WHERE NOT granted AND database =
          (SELECT oid FROM pg_database WHERE datname = current_database())\
        """;
    var end = System.nanoTime() + SOON.toNanos();
    while (postgres.rows(waiting).isEmpty()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private Connection connection() {
    return Mono.from(postgres.connections().create()).blockOptional(SOON).orElseThrow();
  }

  private static List<Write> notes(int statements) {
    return IntStream.range(0, statements)
        .mapToObj(i ->
            RowsStatement.of(
                    "",
                    "INSERT INTO note SELECT word || '%d' FROM {rows}".formatted(i),
                    List.of(Column.text("word")))
                .write(List.of(List.of("word")), true))
        .toList();
  }
}
