package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// One process, as a newcomer starts it: PostgreSQL and Redis come with it.
public final class Single implements Registry {
  private final Path folder;
  private final Program program;

  private Single(Path folder, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.putIfAbsent("PORTOLAN_ADMIN_PASSWORD", ADMIN.password());
    this.folder = folder;
    this.program = new Program("Portolan", folder.resolve("data"), all);
  }

  /// Started on a new folder.
  public static Single started() {
    return started(Map.of());
  }

  /// Started on a new folder with settings of its own.
  public static Single started(Map<String, String> settings) {
    var single = new Single(Home.scratch("single"), settings);
    single.program.start();
    return single;
  }

  /// Started on a new folder and serving TLS by itself.
  public static Single startedWithTls() {
    var folder = Home.scratch("tls");
    var certificate = Certificate.madeIn(folder);
    var settings =
        Map.of(
            "PORTOLAN_ADMIN_PASSWORD", ADMIN.password(),
            "PORTOLAN_TLS_CERTIFICATE", certificate.chain().toString(),
            "PORTOLAN_TLS_KEY", certificate.key().toString(),
            "PORTOLAN_TLS_AUTHORITY", certificate.chain().toString());
    var single = new Single(folder, settings);
    single.program.start();
    return single;
  }

  public Program program() {
    return program;
  }

  /// The folder that all its files are in, its certificate too.
  public Path folder() {
    return folder;
  }

  @Override
  public URI address() {
    return program.address();
  }

  @Override
  public SSLContext trust() {
    return program.trust();
  }

  @Override
  public Database database() {
    try {
      var data = program.data();
      var lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
      var password = Files.readString(data.resolve("secrets/postgres")).strip();
      return new Database(
          "127.0.0.1", Integer.parseInt(lines.get(3).strip()), "postgres", "portolan", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path blobs() {
    return program.data().resolve("blobs");
  }

  @Override
  public List<Program> programs() {
    return List.of(program);
  }

  @Override
  public void close() {
    program.end();
    Home.discard(folder);
  }
}
