package portolan.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Word between processes through PostgreSQL's `LISTEN` and `NOTIFY`: hints, never the truth. A
/// listener is also called (with empty text) whenever the connection was made anew, since hints may
/// have been lost.
///
/// Sending coalesces: of several texts for one channel that wait, the last is sent. It is never
/// part of a writer's transaction, since notifying transactions commit one after another.
public final class Signals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final Pattern CHANNEL = Pattern.compile("[a-z_]+");
  private static final int WAIT_MILLIS = 500;
  private static final long AGAIN_MILLIS = 500;

  private final DataSource database;
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final Map<String, AtomicReference<@Nullable String>> outbox = new ConcurrentHashMap<>();
  private final Object mail = new Object();
  private final Thread listening;
  private final Thread sending;
  private volatile boolean closed;

  /// @param database gives connections that live as long as this; not a pool that takes them back
  public Signals(DataSource database) {
    this.database = database;
    this.listening = Thread.ofPlatform().daemon().name("signals-in").unstarted(this::listen);
    this.sending = Thread.ofPlatform().daemon().name("signals-out").unstarted(this::send);
  }

  /// Registers before [#start].
  public void on(String channel, Consumer<String> listener) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException("not a channel: " + channel);
    }
    listeners.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  public void start() {
    listening.start();
    sending.start();
  }

  /// Sends soon, unless a later text for the channel takes this one's place.
  public void notify(String channel, String text) {
    outbox.computeIfAbsent(channel, _ -> new AtomicReference<>()).set(text);
    synchronized (mail) {
      mail.notifyAll();
    }
  }

  @Override
  public void close() {
    closed = true;
    listening.interrupt();
    sending.interrupt();
  }

  private void listen() {
    while (!closed) {
      try (var connection = database.getConnection()) {
        subscribe(connection);
        while (!closed) {
          receive(connection.unwrap(PGConnection.class));
        }
      } catch (SQLException e) {
        faded(e);
      }
    }
  }

  private void subscribe(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var channel : listeners.keySet()) {
        statement.execute("listen " + channel);
      }
    }
    listeners.values().forEach(all -> all.forEach(listener -> listener.accept("")));
  }

  private void receive(PGConnection connection) throws SQLException {
    var notes = connection.getNotifications(WAIT_MILLIS);
    if (notes != null) {
      for (var note : notes) {
        listeners
            .getOrDefault(note.getName(), List.of())
            .forEach(listener -> listener.accept(note.getParameter()));
      }
    }
  }

  private void send() {
    while (!closed) {
      try (var connection = database.getConnection();
          var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
        while (!closed) {
          awaitMail();
          for (var entry : outbox.entrySet()) {
            var text = entry.getValue().getAndSet(null);
            if (text != null) {
              notify.setString(1, entry.getKey());
              notify.setString(2, text);
              notify.execute();
            }
          }
        }
      } catch (SQLException e) {
        faded(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void awaitMail() throws InterruptedException {
    synchronized (mail) {
      while (outbox.values().stream().allMatch(text -> text.get() == null)) {
        mail.wait();
      }
    }
  }

  private void faded(SQLException e) {
    if (closed) {
      return;
    }
    LOG.warn("signals between nodes are interrupted: {}", e.getMessage());
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
