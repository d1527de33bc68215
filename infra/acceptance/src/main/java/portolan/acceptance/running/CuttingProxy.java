package portolan.acceptance.running;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between the program and its PostgreSQL, and cuts connections at the worst moment: when
/// the server has committed and its answer is on the way. The program never learns the outcome. Or
/// it passes nothing on any more, as a server that hangs.
public final class CuttingProxy implements AutoCloseable {
  private static final String COMMITTED = "COMMIT\0";

  private final ServerSocket door;
  private final Database behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Object passing = new Object();
  private volatile String word = "";
  private boolean hanging;

  private CuttingProxy(Database behind, ServerSocket door) {
    this.behind = behind;
    this.door = door;
  }

  static CuttingProxy before(Database behind) {
    try {
      var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new CuttingProxy(behind, door);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The database as it is found through this.
  Database database() {
    return new Database(
        "127.0.0.1", door.getLocalPort(), behind.name(), behind.user(), behind.password());
  }

  /// From now on the commit of every transaction that has sent this word is not heard of; with an
  /// empty word nothing is cut.
  public void cut(String sent) {
    word = sent;
  }

  /// From now on nothing passes, and connections stay open.
  public void hang() {
    synchronized (passing) {
      hanging = true;
    }
  }

  /// What was held up passes again.
  public void goOn() {
    synchronized (passing) {
      hanging = false;
      passing.notifyAll();
    }
  }

  private void awaitPassage() throws IOException {
    synchronized (passing) {
      try {
        while (hanging) {
          passing.wait();
        }
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  /// How many commits were not heard of.
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException closed) {
        // The program comes again, or the test has ended.
      }
    }
  }

  /// Where nobody listens behind this, the client must not wait for an answer.
  private void connect(Socket client) throws IOException {
    try {
      var server = new Socket(behind.host(), behind.port());
      open.add(client);
      open.add(server);
      var connection = new Connection(client, server);
      Thread.ofVirtual().start(connection::forth);
      Thread.ofVirtual().start(connection::back);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean marked;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void forth() {
      pass(
          client,
          server,
          text -> {
            marked |= !word.isEmpty() && text.contains(word);
            return true;
          });
    }

    void back() {
      pass(
          server,
          client,
          text -> {
            if (!text.contains(COMMITTED)) {
              return true;
            }
            if (marked) {
              cuts.incrementAndGet();
            }
            return !marked;
          });
    }
  }

  private interface Check {
    boolean passes(String text);
  }

  private void pass(Socket from, Socket to, Check check) {
    var buffer = new byte[1 << 16];
    try (from;
        to) {
      for (int n = read(from, buffer); n >= 0; n = read(from, buffer)) {
        if (!check.passes(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
          return;
        }
        awaitPassage();
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException cut) {
      // Both ends are closed.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static int read(Socket from, byte[] buffer) throws IOException {
    return from.getInputStream().read(buffer);
  }

  @Override
  public void close() {
    goOn();
    try {
      door.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
