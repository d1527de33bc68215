package portolan.edge.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedWebTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final BoundedWeb web = BoundedWeb.believing(new Certificates(true));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/keys", exchange -> answer(exchange, 200, 100));
    server.createContext("/many", exchange -> answer(exchange, 200, 600 * 1024));
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", at("/keys").toString());
          answer(exchange, 302, 1);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void givesWhatIsAnswered() throws IOException {
    assertThat(web.retrieveResource(at("/keys").toURL()).getContent()).hasSize(100);
    assertThat(web.ask(HttpRequest.newBuilder(at("/nothing"))).statusCode()).isEqualTo(404);
  }

  @Test
  void goesNowhereByARedirect() throws IOException {
    assertThat(web.ask(HttpRequest.newBuilder(at("/elsewhere"))).statusCode()).isEqualTo(302);
    assertThatThrownBy(() -> web.retrieveResource(at("/elsewhere").toURL()))
        .isInstanceOf(IOException.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void readsNoMoreThanItsBound() {
    assertThatThrownBy(() -> web.ask(HttpRequest.newBuilder(at("/many"))))
        .isInstanceOf(IOException.class);
  }

  private void answer(HttpExchange exchange, int status, int length) throws IOException {
    asked.incrementAndGet();
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(new byte[length]);
    exchange.close();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
