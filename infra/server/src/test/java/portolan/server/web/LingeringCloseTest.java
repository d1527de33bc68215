package portolan.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class LingeringCloseTest {
  private static final Duration TIME = Duration.ofSeconds(2);
  private static final int SIZE = 32 << 20;
  private static final String REFUSAL = "no more than this";

  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnChannelInit((_, channel, _) -> LingeringClose.watch(channel, TIME))
          .handle((_, response) ->
              response
                  .status(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)
                  .header("Content-Length", "" + REFUSAL.length())
                  .sendString(Mono.just(REFUSAL)))
          .bindNow();

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void letsAClientReadTheAnswerAfterItHasSentAll() throws Exception {
    try (var socket = connect()) {
      head(socket, "Content-Length: " + SIZE);
      for (int sent = 0; sent < SIZE; sent += 1 << 20) {
        socket.getOutputStream().write(new byte[1 << 20]);
      }
      assertThat(answer(socket)).startsWith("HTTP/1.1 413").endsWith(REFUSAL);
    }
  }

  @Test
  void tellsAtOnceThatNoMoreAnswersFollow() throws Exception {
    try (var socket = connect()) {
      head(socket, "Transfer-Encoding: chunked");
      socket.setSoTimeout((int) TIME.dividedBy(2).toMillis());
      assertThat(answer(socket)).startsWith("HTTP/1.1 413").endsWith(REFUSAL);
      socket.getOutputStream().write("5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5 5", "0x5", "-1", "99999999999999999999"})
  void leavesALengthThatIsNoneToTheServer(String length) throws Exception {
    try (var socket = connect()) {
      head(socket, "Content-Length: " + length);
      assertThat(answer(socket)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void hangsUpOnWhoDoesNotStopSending() throws Exception {
    try (var socket = connect()) {
      head(socket, "Content-Length: " + (1L << 40));
      long began = System.nanoTime();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  socket.getOutputStream().write(new byte[1 << 10]);
                  Thread.sleep(1);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(TIME.dividedBy(2), TIME.multipliedBy(5));
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void head(Socket socket, String length) throws IOException {
    var head = "PUT / HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /// All until the registry says that nothing follows.
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
