package portolan.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template in `infra/deploy/nginx`, filled in and run by a real nginx before two stand-ins
/// that say who they are.
class NginxTest {
  private static final Path TEMPLATE = Path.of("../deploy/nginx/portolan.conf.template");

  /// A node takes all of these for what they are without a semicolon.
  private static final List<String> CLOSED =
      List.of(
          "/v1/search",
          "/v1;x/search",
          "/service/notifications",
          "/service;x/notifications",
          "/service/notifications;x",
          "/metrics",
          "/metrics;x",
          "/metrics%3Bx",
          "/metrics/",
          "/;/metrics",
          "/readyz",
          "/readyz;x",
          "/livez;");

  @TempDir Path folder;

  @Test
  void sendsReadsToQueryNodesAndWritesToCommandNodes() throws Exception {
    assumeTrue(onCi() || run("nginx", "-v") == 0, "nginx is not installed");
    var command = named("command");
    var query = named("query");
    int port = free();
    Files.writeString(folder.resolve("nginx.conf"), configuration(port, command, query));
    assertThat(run("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-t")).isZero();
    assertThat(run("nginx", "-p", folder.toString(), "-c", "nginx.conf")).isZero();
    try {
      assertThat(sent(port, "GET", "/v2/a/b/manifests/1")).isEqualTo("200 query");
      assertThat(sent(port, "HEAD", "/v2/a/b/blobs/sha256:0")).startsWith("200");
      assertThat(sent(port, "PUT", "/v2/a/b/manifests/1")).isEqualTo("200 command");
      assertThat(sent(port, "PATCH", "/v2/a/b/blobs/uploads/x")).isEqualTo("200 command");
      assertThat(sent(port, "GET", "/v2/a/b/blobs/uploads/x")).isEqualTo("200 command");
      assertThat(sent(port, "GET", "/service/token?scope=x")).isEqualTo("200 command");
      assertThat(sent(port, "GET", "/api/v2.0/projects")).isEqualTo("200 query");
      assertThat(sent(port, "POST", "/api/v2.0/projects")).isEqualTo("200 command");
      assertThat(sent(port, "POST", "/c/login")).isEqualTo("200 command");
      assertThat(sent(port, "GET", "/")).isEqualTo("200 query");
      for (var closed : CLOSED) {
        assertThat(sent(port, "GET", closed)).as(closed).startsWith("404");
      }
      assertThat(sent(port, "GET", "/v2/", "Bearer " + "x".repeat(15_000))).startsWith("200");
    } finally {
      run("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-s", "stop");
      command.stop(0);
      query.stop(0);
    }
  }

  /// There, nothing may be left out.
  private static boolean onCi() {
    return System.getenv("CI") != null;
  }

  private static HttpServer named(String name) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, name.length());
          exchange.getResponseBody().write(name.getBytes());
          exchange.close();
        });
    server.start();
    return server;
  }

  private String configuration(int port, HttpServer command, HttpServer query) throws Exception {
    var text = Files.readString(TEMPLATE);
    var words =
        Map.of(
            "LISTEN",
            "127.0.0.1:" + port,
            "SERVER_NAME",
            "localhost",
            "CERTIFICATE",
            "none",
            "KEY",
            "none",
            "COMMAND_NODES",
            "server 127.0.0.1:%d;".formatted(command.getAddress().getPort()),
            "QUERY_NODES",
            "server 127.0.0.1:%d;".formatted(query.getAddress().getPort()));
    for (var word : words.entrySet()) {
      text = text.replace("${PORTOLAN_" + word.getKey() + "}", word.getValue());
    }
    // Routing is what is looked at; TLS has its test with the whole program.
    text = text.replaceAll("(listen .*) ssl;", "$1;").replaceAll("(?m)^ *ssl_certificate.*$", "");
    return """
    pid nginx.pid;
    error_log error.log;
    events {}
    http {
      access_log off;
      client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
      uwsgi_temp_path temp; scgi_temp_path temp;
    %s
    }
    """
        .formatted(text);
  }

  private static String sent(int port, String method, String path) throws Exception {
    return sent(port, method, path, "Basic eA==");
  }

  private static String sent(int port, String method, String path, String proof) throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Authorization", proof)
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().strip();
    }
  }

  private static int free() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("out").toFile())
          .start()
          .waitFor();
    } catch (java.io.IOException e) {
      return -1;
    }
  }
}
