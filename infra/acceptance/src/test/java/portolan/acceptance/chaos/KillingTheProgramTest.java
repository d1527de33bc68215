package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// The program is killed, or told to stop, while it is busy.
@Tag("alone")
class KillingTheProgramTest {
  private static final int KILLS = Integer.getInteger("portolan.kills", 8);

  private final Random random = new Random(Long.getLong("portolan.seed", System.nanoTime()));

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void losesNothingThatWasAcknowledged() throws Exception {
    try (var registry = Single.started(Map.of())) {
      var project = new World(registry).projectOf(1L << 40);
      try (var pushers = Pushers.into(project)) {
        for (int kill = 0; kill < KILLS; kill++) {
          pushers.awaitMore(10);
          Thread.sleep(random.nextInt(1500));
          registry.program().kill();
          registry.program().start();
        }
        pushers.awaitMore(10);
        pushers.close();
        assertThat(pushers.refused()).isPositive();
        pushers.assertNothingLost();
        assertThat(pushers.assertEveryTagIsWhole()).isEqualTo(project.used());
        System.out.println("%d kills, %s".formatted(KILLS, pushers));
      }
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void stopsCleanlyUnderLoadAndGoesOnWhereItWas() throws Exception {
    try (var registry = Single.started(Map.of())) {
      var project = new World(registry).projectOf(1L << 40);
      var kept = project.repository("kept").push("1", Image.of("kept over the stop"));
      try (var pushers = Pushers.into(project)) {
        pushers.awaitMore(30);
        assertThat(registry.program().stop()).isZero();
        registry.program().start();
        pushers.awaitMore(10);
        pushers.close();
        pushers.assertNothingLost();
      }
      assertThat(project.repository("kept").manifest("1")).hasBody(kept.manifest().bytes());
      assertThat(registry.program().said()).doesNotContain("Exception", "\tat ");
    }
  }
}
