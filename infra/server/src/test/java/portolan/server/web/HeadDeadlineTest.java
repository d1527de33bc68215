package portolan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class HeadDeadlineTest {
  private static final Duration TIME = Duration.ofMillis(600);
  private static final int PACE = 100;

  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .idleTimeout(Duration.ofSeconds(20))
          .doOnChannelInit((_, channel, _) -> HeadDeadline.watch(channel, TIME))
          .handle((request, response) ->
              request
                  .receive()
                  .aggregate()
                  .asString()
                  .defaultIfEmpty("")
                  .flatMap(body -> response.sendString(Mono.just(body)).then()))
          .bindNow();

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void closesAConnectionThatSendsItsHeadByteByByte() throws Exception {
    try (var socket = connect()) {
      long began = System.nanoTime();
      assertThat(drip(socket, "GET / HTTP/1.1\r\nX-Slow: " + "a".repeat(100)))
          .as("bytes that were taken")
          .isLessThan(30);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(TIME);
    }
  }

  @Test
  void givesBodiesTheirTimeAndTheNextHeadItsOwn() throws Exception {
    try (var socket = connect()) {
      write(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
      assertThat(drip(socket, "0123456789")).isEqualTo(10);
      assertThat(answer(socket)).endsWith("0123456789");
      Thread.sleep(TIME.toMillis() * 2);
      write(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok");
      assertThat(answer(socket)).endsWith("ok");
      assertThat(drip(socket, "GET / HTTP/1.1\r\nX-Slow: " + "a".repeat(100))).isLessThan(30);
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(PACE);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends byte after byte until all are sent or the other side has closed.
  private static int drip(Socket socket, String text) throws IOException {
    int sent = 0;
    for (var letter : text.split("")) {
      try {
        write(socket, letter);
      } catch (IOException e) {
        return sent;
      }
      sent++;
      if (sent < text.length() && closed(socket)) {
        return sent;
      }
    }
    return sent;
  }

  /// Waits a moment for the other side to close.
  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static String answer(Socket socket) throws IOException {
    var text = new StringBuilder();
    var in = socket.getInputStream();
    for (int i = 0; i < 20; i++) {
      try {
        int read = in.read();
        while (read >= 0) {
          text.append((char) read);
          read = in.read();
        }
        return text.toString();
      } catch (java.net.SocketTimeoutException e) {
        if (!text.isEmpty()) {
          return text.toString().replaceAll("\\r\\n0\\r\\n\\r\\n$", "").strip();
        }
      }
    }
    return text.toString();
  }
}
