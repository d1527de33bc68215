package portolan.query.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.language.event.Event;
import portolan.language.event.Position;
import portolan.query.ListedLog;
import portolan.query.Postgres;

class FollowingTest {
  private static final Table NOTE =
      new Table("note", List.of(Column.text("word")), List.of(Column.bigint("times")));
  private static final Duration SOON = Duration.ofSeconds(10);

  private record Said(String word) implements Event {}

  private final Postgres postgres = new Postgres();
  private final ListedLog log = new ListedLog();
  private volatile String poison = "";

  @BeforeEach
  void makeTables() {
    ReadModels.migrate(postgres.dataSource());
    postgres.execute(
        "CREATE TABLE views.note (word text PRIMARY KEY, times bigint CHECK (times < 3))");
  }

  @Test
  void projectsWhatWasThereAndWhatComes() throws Exception {
    log.append(new Said("a"));
    var projected = new Projected();
    try (var follower = started(projected)) {
      var position = log.append(new Said("b"));
      assertThat(passed(projected, position)).isTrue();
      assertThat(words()).containsExactly("a 1", "b 1");
      assertThat(follower.state().writing()).isTrue();
    }
  }

  @Test
  void goesOnAtATextThatPostgresCannotKeep() throws Exception {
    var projected = new Projected();
    try (var follower = started(projected)) {
      var position = log.append(new Said("a\0b"), new Said("c"));
      assertThat(passed(projected, position)).isTrue();
      assertThat(words()).containsExactly("a\ufffdb 1", "c 1");
      assertThat(follower.state().writing()).isTrue();
    }
  }

  @Test
  void waitsNoLongerThanAsked() {
    var projected = new Projected();
    assertThat(
            projected.passed(new Position(1), Duration.ofMillis(20)).toCompletableFuture().join())
        .isFalse();
  }

  @Test
  void stopsAtAPoisonEventAndGoesOnWhenItIsCured() throws Exception {
    var projected = new Projected();
    try (var follower = started(projected)) {
      poison = "bad";
      var good = log.append(new Said("good"));
      var bad = log.append(new Said("bad"), new Said("later"));
      assertThat(passed(projected, good)).isTrue();
      eventually(() -> !follower.state().healthy());
      assertThat(follower.state().trouble()).contains("position " + (bad.index() - 1));
      assertThat(words()).containsExactly("good 1");
      poison = "";
      assertThat(passed(projected, bad)).isTrue();
      assertThat(words()).containsExactly("bad 1", "good 1", "later 1");
      assertThat(follower.state().healthy()).isTrue();
    }
  }

  @Test
  void projectsAllBeforeARowThatTheDatabaseRefuses() throws Exception {
    var projected = new Projected();
    log.append(new Said("a"), new Said("b"), new Said("b"), new Said("b"), new Said("c"));
    try (var follower = started(projected)) {
      eventually(() -> !follower.state().healthy());
      assertThat(words()).containsExactly("a 1", "b 2");
    }
  }

  @Test
  void goesOnAfterTheDatabaseWasAway() throws Exception {
    var projected = new Projected();
    try (var follower = started(projected)) {
      assertThat(passed(projected, log.append(new Said("a")))).isTrue();
      postgres.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()\
          """);
      assertThat(passed(projected, log.append(new Said("b")))).isTrue();
      log.breakDown(true);
      var position = log.append(new Said("c"));
      eventually(() -> !follower.state().healthy());
      log.breakDown(false);
      assertThat(passed(projected, position)).isTrue();
      assertThat(words()).containsExactly("a 1", "b 1", "c 1");
    }
  }

  @Test
  void letsOneNodeWriteAndTellsTheOther() throws Exception {
    var first = new Projected();
    var second = new Projected();
    var writer = started(first);
    assertThat(passed(first, log.append(new Said("a")))).isTrue();
    try (var standby = started(second);
        var notices = new ProjectedNotices("test", postgres.connections(), second)) {
      notices.start();
      assertThat(passed(second, log.append(new Said("b")))).isTrue();
      assertThat(standby.state().writing()).isFalse();
      writer.close();
      assertThat(passed(second, log.append(new Said("c")))).isTrue();
      assertThat(standby.state().writing()).isTrue();
      assertThat(words()).containsExactly("a 1", "b 1", "c 1");
    }
  }

  @Test
  void writesNothingWhenAnotherHasMovedThePosition() throws Exception {
    var projected = new Projected();
    try (var follower = started(projected)) {
      assertThat(passed(projected, log.append(new Said("a")))).isTrue();
      var skipped = log.append(new Said("b"));
      assertThat(passed(projected, skipped)).isTrue();
      postgres.execute("UPDATE views.projection SET position = position + 1");
      var next = log.append(new Said("c"), new Said("d"));
      assertThat(passed(projected, next)).isTrue();
      assertThat(words()).contains("d 1");
      assertThat(follower.state().healthy()).isTrue();
    }
  }

  private Follower started(Projected projected) {
    var follower =
        new Follower("test", log, postgres.connections(), List.of(this::count), projected);
    follower.start();
    return follower;
  }

  private void count(portolan.language.event.Recorded recorded, Changes changes) {
    if (recorded.event() instanceof Said said) {
      if (said.word().equals(poison)) {
        throw new IllegalStateException("cannot take " + said.word());
      }
      changes.step(COUNT, said.word());
    }
  }

  private static final Step COUNT =
      new Step(
          "count",
          Step.Moment.AFTER,
          """
          INSERT INTO note AS n SELECT u.word, count(*) FROM {rows} GROUP BY u.word
          ON CONFLICT (word) DO UPDATE SET times = n.times + excluded.times\
          """,
          NOTE.key());

  private List<String> words() {
    return postgres.rows("SELECT word || ' ' || times FROM views.note ORDER BY word");
  }

  private static boolean passed(Projected projected, Position position) {
    return projected.passed(position, SOON).toCompletableFuture().join();
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    var end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
