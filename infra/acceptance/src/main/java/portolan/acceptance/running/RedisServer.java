package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A Redis that the program does not own, and that can be emptied and stopped under it.
public final class RedisServer implements AutoCloseable {
  private final int port = Ports.free();
  private redis.embedded.RedisServer running;

  private RedisServer() {
    this.running = launched();
  }

  static RedisServer started() {
    return new RedisServer();
  }

  private redis.embedded.RedisServer launched() {
    try {
      var server = redis.embedded.RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Drops everything that it holds.
  public void empty() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("FLUSHALL\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!answer.startsWith("+OK")) {
        throw new IllegalStateException(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts it again after [#close].
  public void startAgain() {
    running = launched();
  }

  /// Stops it.
  @Override
  public void close() {
    try {
      running.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
