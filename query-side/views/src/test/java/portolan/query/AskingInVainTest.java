package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// A database that takes its time, seen through a pool of one connection.
class AskingInVainTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String SLEEP = "SELECT 1 FROM pg_sleep(30)";

  private final ConnectionPool pool =
      new ConnectionPool(
          ConnectionPoolConfiguration.builder(new Postgres().connections()).maxSize(1).build());
  private final Database database = new Database(pool, PATIENCE);

  @AfterEach
  void close() {
    pool.dispose();
  }

  @Test
  void endsAndLeavesTheConnectionToNobody() {
    assertInVain(database.find(SLEEP, AskingInVainTest::number));
    assertThat(database.find("SELECT 1", AskingInVainTest::number).block(LONG))
        .isEqualTo(Optional.of(1));
  }

  @Test
  void endsForWhoGetsNoConnection() {
    var first = database.list(SLEEP, AskingInVainTest::number).toFuture();
    assertInVain(database.list("SELECT 1", AskingInVainTest::number));
    assertThat(first).failsWithin(LONG);
  }

  private static void assertInVain(Mono<?> question) {
    assertThatThrownBy(() -> question.block(LONG)).hasCauseInstanceOf(TimeoutException.class);
  }

  private static Integer number(Readable row) {
    return row.get(0, Integer.class);
  }
}
