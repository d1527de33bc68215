package portolan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

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

class HeadCheckTest {
  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
  private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnChannelInit((_, channel, _) -> {
            LingeringClose.watch(channel, Duration.ofSeconds(2));
            HeadCheck.watch(channel);
          })
          .handle((request, response) ->
              request
                  .receive()
                  .aggregate()
                  .asString()
                  .defaultIfEmpty("")
                  .flatMap(body -> response.sendString(Mono.just("took " + body)).then()))
          .bindNow();

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n",
        "GET / HTTP/1.1\r\nHost: ev il\"x\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n",
        "GET / HTTP/1.1\r\nHost: a@b\r\n",
        "GET / HTTP/1.1\r\nHost: a:b\r\n"
      })
  void refusesWhatHasNotOneValidHost(String head) throws Exception {
    assertRefused(answers(head + "\r\n" + NEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "chunked, identity", "chunked, chunked", "identity"})
  void refusesATransferCodingThatItDoesNotUndo(String coding) throws Exception {
    var head = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding + "\r\n\r\n";
    assertRefused(answers(head + CHUNKS + NEXT));
  }

  @Test
  void refusesTwoTransferCodings() throws Exception {
    var head = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n";
    assertRefused(answers(head + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS + NEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n",
        "GET / HTTP/1.1\r\nHost: registry.example.com:8443\r\nConnection: close\r\n",
        "GET / HTTP/1.1\r\nHost: a_b\r\nConnection: close\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n"
      })
  void takesWhatHttpAllows(String head) throws Exception {
    assertThat(answers(head + "\r\n")).contains(" 200 OK").endsWith("took ");
  }

  @Test
  void takesChunks() throws Exception {
    var head = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n";
    assertThat(answers(head + "\r\n" + CHUNKS)).contains("took hello");
  }

  private static void assertRefused(String answers) {
    assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("took", "200 OK");
  }

  /// All until the server closes the connection.
  private String answers(String requests) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
