package portolan.acceptance.running;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// nginx with TLS, one node that writes and two that read, on one PostgreSQL, one Redis and one
/// folder of blobs and keys.
public final class Scaled implements Registry {
  private final Path folder = Home.scratch("scaled");
  private final PostgresServer postgres = PostgresServer.started(folder.resolve("postgres"));
  private final RedisServer redis = RedisServer.started();
  private final Nginx nginx = Nginx.in(folder.resolve("nginx"));
  private final Program writer = node("writer", "command,jobs");
  private final List<Program> readers =
      List.of(node("reader-1", "query,portal"), node("reader-2", "query,portal"));

  private Scaled() {}

  public static Scaled started() {
    var scaled = new Scaled();
    // The writer makes the tables.
    scaled.writer.start();
    scaled.readers.forEach(Program::launch);
    scaled.readers.forEach(Program::awaitReady);
    scaled.nginx.start(scaled.writer, scaled.readers);
    return scaled;
  }

  private Program node(String name, String roles) {
    var settings = new HashMap<String, String>();
    settings.put("PORTOLAN_ROLES", roles);
    settings.put("PORTOLAN_EXTERNAL_URL", nginx.address().toString());
    settings.put("PORTOLAN_TRUSTED_PROXIES", "127.0.0.1/32");
    settings.put("PORTOLAN_ADMIN_PASSWORD", ADMIN.password());
    settings.put("PORTOLAN_POSTGRES_URL", postgres.database().url());
    settings.put("PORTOLAN_REDIS_URL", redis.url());
    settings.put("PORTOLAN_BLOBS_FOLDER", folder.resolve("blobs").toString());
    settings.put("PORTOLAN_SECRETS_FOLDER", folder.resolve("secrets").toString());
    return new Program(name, folder.resolve(name), Map.copyOf(settings));
  }

  @Override
  public URI address() {
    return nginx.address();
  }

  @Override
  public SSLContext trust() {
    return nginx.certificate().trust();
  }

  @Override
  public Database database() {
    return postgres.database();
  }

  @Override
  public Path blobs() {
    return folder.resolve("blobs");
  }

  @Override
  public List<Program> programs() {
    var all = new ArrayList<Program>();
    all.add(writer);
    all.addAll(readers);
    return all;
  }

  @Override
  public void close() {
    nginx.close();
    programs().forEach(Program::end);
    redis.close();
    postgres.close();
    Home.discard(folder);
  }
}
