package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Dependent;
import portolan.acceptance.world.Waiting;
import portolan.acceptance.world.World;

/// PostgreSQL hangs, goes and comes back; Redis is emptied, goes and comes back.
@Tag("alone")
class LosingDependenciesTest {
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("portolan.redis.away", 10));

  /// When what is away must be known to be so.
  private static final Duration KNOWN = Duration.ofSeconds(10);

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void losesNothingAndServesPullsWhileRedisIsAway() throws Exception {
    try (var registry = Dependent.started()) {
      var project = new World(registry).projectOf(1L << 40);
      var image = project.repository("pulled").push("1", Image.of("pulled all the time"));
      var pulled = project.repository("pulled");
      try (var pushers = Pushers.into(project)) {
        for (int restart = 0; restart < 2; restart++) {
          pushers.awaitMore(20);
          registry.postgres().restart();
        }
        pushers.awaitMore(20);
        registry.redis().empty();
        pushers.awaitMore(20);
        registry.redis().close();
        var end = Instant.now().plus(AWAY);
        int pulls = 0;
        while (Instant.now().isBefore(end)) {
          pulls++;
          assertThat(pulled.manifest("1")).hasStatus(200).hasBody(image.manifest().bytes());
          assertThat(pulled.blob(image.layer().digest())).hasStatus(200);
          Thread.sleep(100);
        }
        pushers.awaitMore(20);
        registry.redis().startAgain();
        pushers.awaitMore(20);
        pushers.close();
        pushers.assertNothingLost();
        long counted = pushers.assertEveryTagIsWhole() + image.size();
        assertThat(counted).isEqualTo(project.used());
        System.out.println("%d pulls in %s without Redis, %s".formatted(pulls, AWAY, pushers));
      }
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void answersInTimeWhileTheDatabaseHangs() throws Exception {
    try (var registry = Dependent.started()) {
      var repository = new World(registry).privateProject().repository("waiting");
      var image = repository.push("1", Image.of("pushed before"));
      var admin = registry.asAdmin().forgiving();
      registry.cutting().hang();
      Thread.sleep(KNOWN.toMillis());
      assertThat(admin.get("/livez")).hasStatus(200);
      assertThat(states(admin)).contains("database=unhealthy");
      assertThat(admin.get("/readyz")).hasStatus(503);
      assertAway(registry.asNobody().forgiving().get("/v2/"));
      assertAway(admin.get("/api/v2.0/projects"));
      assertAway(repository.as(admin).blob(image.layer().digest()));
      assertAway(repository.as(admin).putManifest("2", image.manifest()));
      registry.cutting().goOn();
      Waiting.eventually(() -> admin.get("/readyz").status() == 200);
      assertThat(repository.putManifest("3", image.manifest())).hasStatus(201);
      assertThat(states(admin)).contains("database=healthy");
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void asksToComeAgainWhileTheDatabaseIsAway() throws Exception {
    try (var registry = Dependent.started()) {
      var repository = new World(registry).privateProject().repository("away");
      var image = repository.push("1", Image.of("pushed before"));
      var admin = registry.asAdmin().forgiving();
      var impatient = repository.as(admin);
      registry.postgres().close();
      for (int round = 0; round < 2; round++) {
        assertAway(admin.get("/v2/" + repository.name() + "/tags/list"));
        assertAway(admin.get("/v2/" + repository.name() + "/referrers/" + image.digest()));
        assertAway(admin.get("/api/v2.0/projects"));
        assertAway(impatient.putManifest("2", image.manifest()));
        assertAway(admin.delete(repository.path("manifests/1")));
        Thread.sleep(KNOWN.toMillis());
        assertAway(impatient.blob(image.layer().digest()));
        assertThat(states(admin)).contains("database=unhealthy", "portal=healthy");
      }
    }
  }

  private static void assertAway(Answer answer) {
    assertThat(answer).hasStatus(503);
    assertThat(answer.must("Retry-After")).isNotBlank();
  }

  private static List<String> states(Client client) {
    var components = client.get("/api/v2.0/health").json().path("components");
    return components
        .valueStream()
        .map(it -> it.path("name").asString() + "=" + it.path("status").asString())
        .toList();
  }
}
