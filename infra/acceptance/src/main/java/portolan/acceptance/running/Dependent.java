package portolan.acceptance.running;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// One process on a PostgreSQL and a Redis that are not its own and can be taken away.
public final class Dependent implements Registry {
  private final Path folder = Home.scratch("dependent");
  private final PostgresServer postgres = PostgresServer.started(folder.resolve("postgres"));
  private final CuttingProxy cutting = CuttingProxy.before(postgres.database());
  private final RedisServer redis = RedisServer.started();
  private final Program program =
      new Program(
          "Portolan",
          folder.resolve("data"),
          Map.of(
              "PORTOLAN_ADMIN_PASSWORD", ADMIN.password(),
              "PORTOLAN_POSTGRES_URL", cutting.database().url(),
              "PORTOLAN_REDIS_URL", redis.url()));

  private Dependent() {}

  public static Dependent started() {
    var dependent = new Dependent();
    dependent.program.start();
    return dependent;
  }

  public PostgresServer postgres() {
    return postgres;
  }

  /// What its connections to PostgreSQL go through.
  public CuttingProxy cutting() {
    return cutting;
  }

  public RedisServer redis() {
    return redis;
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
    return postgres.database();
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
    redis.close();
    cutting.close();
    postgres.close();
    Home.discard(folder);
  }
}
