package portolan.server.forward;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import portolan.language.event.Position;

/// How far audit records have been sent, kept in the database, where one node at a time holds it.
public final class ForwardingMark {
  private static final String TAKE =
      "SELECT log_position FROM audit_forwarding FOR UPDATE SKIP LOCKED";
  private static final String MOVE = "UPDATE audit_forwarding SET log_position = ?";

  private final DataSource database;

  public ForwardingMark(DataSource database) {
    this.database = database;
  }

  /// Sends on from a position, and says up to which it has come.
  @FunctionalInterface
  public interface Sending {
    Position from(Position mark) throws IOException;
  }

  /// Moves the mark, unless another node holds it or the sending fails.
  public void advance(Sending sending) throws IOException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        advance(connection, sending);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the mark of what was sent cannot be moved", e);
    }
  }

  private static void advance(Connection connection, Sending sending)
      throws SQLException, IOException {
    try (var take = connection.prepareStatement(TAKE);
        var rows = take.executeQuery()) {
      if (rows.next()) {
        var mark = new Position(rows.getLong(1));
        var reached = sending.from(mark);
        if (reached.compareTo(mark) > 0) {
          move(connection, reached);
        }
      }
    }
  }

  private static void move(Connection connection, Position reached) throws SQLException {
    try (var move = connection.prepareStatement(MOVE)) {
      move.setLong(1, reached.index());
      move.executeUpdate();
    }
    connection.commit();
  }
}
