package portolan.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import portolan.eventstore.OwnAppends.Indexed;
import portolan.language.event.Position;

/// The transactions of commands. The events of a command are inserted when its transaction commits,
/// in the same round trip, after the statements that may wait for the commit. A transaction that
/// has asked the database for nothing before is that insert alone.
///
/// So an index of the log is drawn only by who is about to commit, and followers seldom wait for
/// one. Two writers of one stream collide on its unique index, and the later one gets Axon's
/// `ConcurrencyException`, also when both began the stream.
public final class EventTransactions extends JdbcTransactionManager {
  /// PostgreSQL's `unique_violation` and `deadlock_detected`.
  private static final Set<String> LOST = Set.of("23505", "40P01");

  private final ThreadLocal<List<EventRow>> waiting = ThreadLocal.withInitial(ArrayList::new);
  private final ThreadLocal<List<LastStatement>> last = ThreadLocal.withInitial(ArrayList::new);
  private final transient OwnAppends own;
  private final transient Consumer<Position> appended;

  /// @param own gets what is committed
  /// @param appended told the last index of every transaction that appended, on its thread, when it
  ///   is committed
  public EventTransactions(DataSource database, OwnAppends own, Consumer<Position> appended) {
    super(database);
    this.own = own;
    this.appended = appended;
  }

  /// Notes rows that the running transaction inserts when it commits.
  void append(List<EventRow> rows) {
    requireTransaction();
    waiting.get().addAll(rows);
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("events and changes belong to a transaction");
    }
  }

  /// Notes a change that the running transaction makes when it commits, before its events.
  public void last(String sql, @Nullable Object... values) {
    requireTransaction();
    last.get().add(new LastStatement(sql, values));
  }

  /// Makes the changes that were noted, so that what the transaction asks next sees them.
  public void sendLast() {
    var statements = last.get();
    if (statements.isEmpty()) {
      return;
    }
    var connection = DataSourceUtils.getConnection(source());
    try {
      LastStatement.execute(connection, statements);
      statements.clear();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, source());
    }
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    var rows = waiting.get();
    if (rows.isEmpty()) {
      sendLast();
      super.doCommit(status);
    } else {
      var events = committed(connection(status), rows);
      forget();
      own.add(events);
      appended.accept(new Position(events.getLast().index()));
    }
  }

  private List<Indexed> committed(Connection connection, List<EventRow> rows) {
    try {
      if (last.get().isEmpty() && isUnused(connection)) {
        return alone(connection, rows);
      }
      var events = EventInsert.insertAndCommit(connection, last.get(), rows);
      connection.commit(); // costs nothing, tells the pool that nothing is left open
      return events;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(SQLException e) {
    return LOST.contains(e.getSQLState())
        ? new ConcurrencyException("another command was faster", e)
        : translateException("append", e);
  }

  private DataSource source() {
    return Objects.requireNonNull(getDataSource());
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    forget();
    super.doCleanupAfterCompletion(transaction);
  }

  private void forget() {
    waiting.remove();
    last.remove();
  }

  /// The insert is its own transaction. To switch the connection there and back costs nothing.
  private static List<Indexed> alone(Connection connection, List<EventRow> rows)
      throws SQLException {
    connection.setAutoCommit(true);
    try {
      return EventInsert.insert(connection, rows);
    } finally {
      connection.setAutoCommit(false);
    }
  }

  /// Whether no statement of the transaction has reached the database yet.
  private static boolean isUnused(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
  }

  private static Connection connection(DefaultTransactionStatus status) {
    return ((JdbcTransactionObjectSupport) status.getTransaction())
        .getConnectionHolder()
        .getConnection();
  }
}
