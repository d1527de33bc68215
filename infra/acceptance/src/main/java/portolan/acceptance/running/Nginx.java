package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// nginx with TLS in front of several nodes.
final class Nginx implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Certificate certificate;

  private Nginx(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.certificate = Certificate.madeIn(folder);
  }

  /// Prepared, not started: the nodes have to know its address first.
  static Nginx in(Path folder) {
    try {
      Files.createDirectories(folder);
      return new Nginx(folder, Ports.free());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("https://localhost:" + port);
  }

  Certificate certificate() {
    return certificate;
  }

  void start(Program writes, List<Program> reads) {
    try {
      Files.writeString(folder.resolve("nginx.conf"), configuration(writes, reads));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.run(List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf"));
  }

  /// The proxy's own file, as delivered, inside the least that nginx needs around it.
  private String configuration(Program writes, List<Program> reads) throws IOException {
    var template = Home.folder().resolve("infra/deploy/nginx/portolan.conf.template");
    var delivered =
        Files.readString(template)
            .replace("${PORTOLAN_LISTEN}", "127.0.0.1:" + port)
            .replace("${PORTOLAN_SERVER_NAME}", "localhost")
            .replace("${PORTOLAN_CERTIFICATE}", certificate.chain().toString())
            .replace("${PORTOLAN_KEY}", certificate.key().toString())
            .replace("${PORTOLAN_COMMAND_NODES}", servers(List.of(writes)))
            .replace("${PORTOLAN_QUERY_NODES}", servers(reads));
    return """
    pid nginx.pid;
    error_log error.log warn;
    worker_processes 1;
    events { worker_connections 2048; }
    http {
      access_log off;
      client_body_temp_path temp;
      proxy_temp_path temp;
      fastcgi_temp_path temp;
      uwsgi_temp_path temp;
      scgi_temp_path temp;
    """
        + delivered
        + "}\n";
  }

  private static String servers(List<Program> nodes) {
    return nodes.stream()
        .map(node -> "server 127.0.0.1:%d;".formatted(node.port()))
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    Shell.run(List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-s", "stop"));
  }
}
