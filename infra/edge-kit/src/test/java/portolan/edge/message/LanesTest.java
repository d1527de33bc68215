package portolan.edge.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void runWorkOfOneLaneInItsOrderAndNeverTwiceAtOnce() throws InterruptedException {
    var done = new ArrayList<Integer>(); // unguarded: two at once would lose some
    try (var workers = Executors.newFixedThreadPool(4)) {
      var lanes = new Lanes(workers);
      IntStream.range(0, 900).forEach(i -> lanes.execute("one", () -> done.add(i)));
    }
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 900).boxed().toList());
  }

  @Test
  void letOtherLanesPass() throws InterruptedException {
    var passed = new CountDownLatch(1);
    try (var workers = Executors.newFixedThreadPool(2)) {
      var lanes = new Lanes(workers);
      lanes.execute("slow", () -> awaitQuietly(passed));
      lanes.execute("slow", () -> awaitQuietly(passed));
      lanes.execute("quick", passed::countDown);
      assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void refuseWhatIsTooMuchAndGoOnAfterwards() {
    var workers = new ArrayDeque<Runnable>();
    var lanes = new Lanes(workers::add);
    var done = new ArrayList<Integer>();
    IntStream.rangeClosed(0, 1_000).forEach(i -> lanes.execute("one", () -> done.add(i)));

    assertThatThrownBy(() -> lanes.execute("one", () -> done.add(-1)))
        .isInstanceOf(RejectedExecutionException.class);

    workers.remove().run();
    lanes.execute("one", () -> done.add(1_001));
    workers.remove().run();
    assertThat(done).hasSize(1_002).endsWith(1_000, 1_001);
    assertThat(workers).isEmpty();
  }

  @Test
  void forgetALaneWhoseFirstWorkFoundNoThread() {
    var asked = new AtomicInteger();
    var lanes =
        new Lanes(_ -> {
          asked.incrementAndGet();
          throw new RejectedExecutionException();
        });
    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> lanes.execute("one", () -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(asked).hasValue(i);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
