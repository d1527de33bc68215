package portolan.server.wiring;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import portolan.edge.token.HeldKeys;
import portolan.edge.token.KeyRing;
import portolan.edge.token.KeyRotation;
import portolan.server.configuration.Settings;

/// Lets every node look after the keys that sign tokens, minute by minute.
@Component
final class KeyTending extends Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(KeyTending.class);

  private final KeyRotation rotation;

  KeyTending(
      SecretFiles secrets, DataSource database, HeldKeys held, Settings settings, Clock clock) {
    super(Duration.ofSeconds(5), KeyRotation.PACE);
    var tokens = settings.tokens();
    this.rotation =
        new KeyRotation(
            new Files(secrets, database), held, tokens.rotateKeys(), tokens.lifetime(), clock);
  }

  @Override
  void once() {
    rotation
        .tend()
        .ifPresent(key -> LOG.info("tokens are signed with key {} from {}", key.id(), key.since()));
  }

  /// The shared folder, and a lock in the database that a node which dies gives back.
  private record Files(SecretFiles secrets, DataSource database) implements KeyRotation.Store {
    private static final String LOCK =
        "SELECT pg_try_advisory_xact_lock(hashtextextended('portolan-token-keys', 0))";

    @Override
    public KeyRing read() {
      return secrets.tokenKeys();
    }

    @Override
    public void write(KeyRing ring) {
      secrets.replaceTokenKeys(ring);
    }

    @Override
    public void alone(Runnable work) {
      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
            var rows = statement.executeQuery(LOCK)) {
          if (rows.next() && rows.getBoolean(1)) {
            work.run();
          }
        } finally {
          connection.rollback();
        }
      } catch (SQLException e) {
        throw new IllegalStateException("the database gives no lock", e);
      }
    }
  }
}
