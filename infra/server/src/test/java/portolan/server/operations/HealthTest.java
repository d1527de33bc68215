package portolan.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

  @Test
  void takesALookThatDoesNotEndForAProblem() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var hanging = new CountDownLatch(1);
    var database =
        new Check(
            "database",
            true,
            () -> {
              begun.countDown();
              hanging.await();
              return Optional.empty();
            });
    try (var health = new Health(List.of(database), LONGEST_LOOK)) {
      health.watch();
      begun.await();
      assertThat(health.isWell("database")).isTrue();
      Thread.sleep(LONGEST_LOOK.multipliedBy(2));
      assertThat(health.missing()).containsExactly("database");
      hanging.countDown();
      while (!health.isWell("database")) {
        Thread.onSpinWait();
      }
      assertThat(health.missing()).isEmpty();
    }
  }
}
