package portolan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class StalledReaderTest {
  private static final Duration TIME = Duration.ofMillis(800);
  private static final int SIZE = 64 << 20;

  @TempDir Path folder;
  private DisposableServer server;

  @BeforeEach
  void start() throws IOException {
    var file = Files.write(folder.resolve("blob"), new byte[SIZE]);
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnChannelInit((_, channel, _) -> StalledReader.watch(channel, TIME))
            .handle((_, response) -> response.header("Content-Length", "" + SIZE).sendFile(file))
            .bindNow();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void losesItsConnection() throws Exception {
    try (var socket = asking()) {
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
      Thread.sleep(TIME.multipliedBy(3).toMillis());
      assertThat(rest(socket, 0)).isLessThan(SIZE - 1_000);
    }
  }

  @Test
  void isNotWhoReadsSlowly() throws Exception {
    try (var socket = asking()) {
      assertThat(rest(socket, 20)).isGreaterThanOrEqualTo(SIZE);
    }
  }

  private Socket asking() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    var request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// How many bytes still come, read a megabyte at a time.
  private static long rest(Socket socket, int pause) throws InterruptedException {
    long count = 0;
    try {
      while (true) {
        int read = socket.getInputStream().readNBytes(1 << 20).length;
        count += read;
        if (read == 0) {
          return count;
        }
        Thread.sleep(pause);
      }
    } catch (IOException cut) {
      return count;
    }
  }
}
