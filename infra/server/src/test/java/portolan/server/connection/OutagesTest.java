package portolan.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;
import portolan.language.refusal.RefusedException;
import portolan.server.configuration.Connections;
import portolan.server.configuration.DatabaseAddress;
import reactor.core.publisher.Mono;

class OutagesTest {

  static Stream<Throwable> outages() {
    return Stream.of(
        new TimeoutException(),
        new R2dbcTimeoutException("no connection in time"),
        new R2dbcNonTransientResourceException("lost", new ConnectException()),
        new CannotCreateTransactionException("none", new SQLException("refused", "08001")),
        new IllegalStateException("a key could not be read", new SQLException("closed", "08003")));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void areFoundWhereverTheyAreWrapped(Throwable failure) {
    assertThat(Outages.areBehind(failure)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "58030", "25006", "25P04"})
  void areToldByTheDatabaseItself(String state) {
    assertThat(Outages.areBehind(new SQLException("trouble", state))).isTrue();
    assertThat(Outages.areBehind(new R2dbcNonTransientResourceException("trouble", state)))
        .isTrue();
  }

  @Test
  void areNotTheFaultsOfStatements() {
    assertThat(Outages.areBehind(new SQLException("no such table", "42P01"))).isFalse();
    assertThat(Outages.areBehind(new R2dbcBadGrammarException("syntax", "42601"))).isFalse();
    assertThat(Outages.areBehind(new R2dbcNonTransientResourceException("bug", "XX000"))).isFalse();
    assertThat(Outages.areBehind(new IllegalStateException("bug"))).isFalse();
  }

  @Test
  void areWhatAClosedDoorMeans() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var nowhere = new DatabaseAddress("127.0.0.1", closed, "none", "nobody", "secret", Map.of());
    try (var blocking = Connections.jdbc(nowhere, 1)) {
      blocking.setConnectionTimeout(500);
      var jdbc = new JdbcTemplate(blocking);
      assertRefused(Outages.blocking(() -> jdbc.queryForList("select 1")));
    }
    var reactive = Connections.r2dbc(nowhere, "views", 1);
    assertRefused(Outages.told(reactive.create()));
    reactive.dispose();
  }

  private static void assertRefused(Mono<?> work) {
    assertThatThrownBy(work::block)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Unavailable");
  }
}
