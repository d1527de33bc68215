package portolan.query.follow;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.event.Position;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Hears from another node that writes how far the read models are. After an outage it reads the
/// position, for what was missed.
public final class ProjectedNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectedNotices.class);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(5);

  private final String group;
  private final ConnectionFactory connections;
  private final Projected projected;
  private final Disposable.Swap hearing = Disposables.swap();

  /// @param connections makes new connections of PostgreSQL's driver (no pool)
  public ProjectedNotices(String group, ConnectionFactory connections, Projected projected) {
    this.group = group;
    this.connections = connections;
    this.projected = projected;
  }

  public void start() {
    hearing.update(
        Flux.usingWhen(connections.create(), this::positions, Connection::close)
            .doOnError(failure -> LOG.debug("Cannot hear of projected positions", failure))
            .retryWhen(Retry.backoff(Long.MAX_VALUE, SHORT).maxBackoff(LONG))
            .repeatWhen(ended -> ended.delayElements(SHORT))
            .subscribe(projected::advance));
  }

  @Override
  public void close() {
    hearing.dispose();
  }

  private Flux<Position> positions(Connection connection) {
    var postgresql = (PostgresqlConnection) connection;
    var listen =
        postgresql
            .createStatement("LISTEN " + BatchWriter.CHANNEL)
            .execute()
            .concatMap(PostgresqlResult::getRowsUpdated)
            .then();
    var heard =
        postgresql
            .getNotifications()
            .filter(notice -> !projected.isWrittenBy(notice.getProcessId()))
            .map(notice -> position(notice.getParameter()));
    return Flux.merge(heard, listen.then(current(postgresql)));
  }

  private Mono<Position> current(PostgresqlConnection connection) {
    return connection
        .createStatement("SELECT position FROM views.projection WHERE name = $1")
        .bind(0, group)
        .execute()
        .concatMap(result -> result.map(row -> row.get(0, Long.class)))
        .next()
        .map(Position::new);
  }

  private static Position position(@Nullable String payload) {
    return payload == null ? Position.START : new Position(Long.parseLong(payload));
  }
}
