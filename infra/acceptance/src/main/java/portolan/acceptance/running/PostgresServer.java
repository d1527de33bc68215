package portolan.acceptance.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A PostgreSQL that the program does not own, and that can be restarted under it.
public final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final int port = Ports.free();
  private EmbeddedPostgres running;

  private PostgresServer(Path folder) {
    this.folder = folder;
    this.running = launched();
  }

  static PostgresServer started(Path folder) {
    return new PostgresServer(folder);
  }

  private EmbeddedPostgres launched() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops it and starts it again; its clients lose their connections.
  public void restart() {
    close();
    running = launched();
  }

  public Database database() {
    return new Database("127.0.0.1", port, "postgres", "postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
