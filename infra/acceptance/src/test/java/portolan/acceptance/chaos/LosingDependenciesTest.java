package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Dependent;
import portolan.acceptance.world.World;

/// PostgreSQL goes and comes back; Redis is emptied, goes and comes back.
@Tag("alone")
class LosingDependenciesTest {
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("portolan.redis.away", 10));

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
}
