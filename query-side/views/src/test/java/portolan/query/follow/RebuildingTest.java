package portolan.query.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.completed;
import static portolan.query.History.deleted;
import static portolan.query.History.image;
import static portolan.query.History.index;
import static portolan.query.History.moved;
import static portolan.query.History.pushed;
import static portolan.query.History.removed;
import static portolan.query.History.user;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.event.Event;
import portolan.language.oci.TagName;
import portolan.language.tag.ResolveTag;
import portolan.query.History;
import portolan.query.ReadModelsFixture;
import portolan.query.assembly.ReadSide;

class RebuildingTest {
  private final ReadModelsFixture views = new ReadModelsFixture();
  private final List<RebuildProgress> heard = new ArrayList<>();

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void makesTheSameRowsAndSwapsThem() throws Exception {
    views.given(acmeWithWeb());
    views.given(user(views.vault, 2, "bob"));
    views.givenTogether(pushes(1, 3_000));
    var before = views.postgres.contents("views");
    var indexes = indexes();
    var outcome = rebuild().run(false);
    assertThat(outcome.tables()).allMatch(TableComparison::equal).hasSizeGreaterThan(10);
    assertThat(outcome.swapped()).isTrue();
    assertThat(views.postgres.contents("views")).isEqualTo(before);
    assertThat(indexes()).isEqualTo(indexes);
    assertThat(heard.getLast().stage()).isEqualTo(RebuildProgress.Stage.DONE);
    assertThat(heard.getLast().left()).isZero();
    views.given(pushes(9_000, 3));
    assertThat(views.ask(new ResolveTag(History.WEB, new TagName("t9001")))).isPresent();
  }

  /// Later migrations go on from there.
  @Test
  void takesTheHistoryOfMigrationsAlong() throws Exception {
    var history = migrations();
    assertThat(history.getLast()).contains(ReadModels.LATEST + " V" + ReadModels.LATEST);
    assertThat(rebuild().run(false).swapped()).isTrue();
    ReadModels.migrate(views.postgres.dataSource());
    assertThat(migrations()).isEqualTo(history);
  }

  @Test
  void bringsTablesOfAnOlderVersionUpToDate() throws Exception {
    var history = migrations();
    views.postgres.execute(
        "DELETE FROM views.flyway_schema_history WHERE version = '" + ReadModels.LATEST + "'");
    assertThat(rebuild().run(false).swapped()).isTrue();
    assertThat(migrations()).isEqualTo(history);
  }

  @Test
  void leavesTheLiveRowsWhenTheyDiffer() throws Exception {
    views.given(acmeWithWeb());
    views.givenTogether(pushes(1, 10));
    views.postgres.execute("DELETE FROM views.tag WHERE name = 't1'");
    var outcome = rebuild().run(false);
    assertThat(outcome.swapped()).isFalse();
    assertThat(outcome.tables())
        .filteredOn(table -> !table.equal())
        .containsExactly(new TableComparison("tag", 8, 9, 0, 1));
    assertThat(rebuild().run(true).swapped()).isTrue();
    assertThat(views.ask(new ResolveTag(History.WEB, new TagName("t1")))).isPresent();
  }

  @Test
  void letsPushesAndReadsGoOn() throws Exception {
    views.given(acmeWithWeb());
    views.givenTogether(pushes(1, 5_000));
    var stop = new AtomicBoolean();
    var pusher =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 10_000; !stop.get(); i += 5) {
                views.givenTogether(pushes(i, 5));
                views.ask(new ResolveTag(History.WEB, new TagName("t" + (i + 1)))).orElseThrow();
              }
            });
    var outcome = rebuild().run(false);
    stop.set(true);
    pusher.join();
    assertThat(outcome.swapped()).isTrue();
    assertThat(views.follower.state().healthy()).isTrue();
    assertThat(rebuild().run(false).equal()).isTrue();
  }

  private Rebuild rebuild() {
    return new Rebuild(
        ReadSide.GROUP,
        views.log,
        views.postgres.connections(),
        views.postgres.dataSource(),
        ReadSide.projections(views.vault),
        heard::add);
  }

  private List<String> migrations() {
    return views.postgres.rows(
        "SELECT concat_ws(' ', version, script, checksum) FROM views.flyway_schema_history"
            + " WHERE type = 'SQL' ORDER BY installed_rank");
  }

  private Object indexes() {
    return views.postgres.rows(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'views' ORDER BY indexname");
  }

  /// Images with a tag each; now and then one with a layer that came later, an index of two, and
  /// one that is deleted again.
  private static List<Event> pushes(int from, int count) {
    var events = new ArrayList<Event>();
    for (int i = from; i < from + count; i++) {
      var image = image("image " + i, "layer " + i % 50);
      events.add(pushed(i, image));
      events.add(moved("t" + i, null, image.digest()));
      if (i % 10 == 5) {
        events.add(completed(i, image, "late " + i % 50));
      }
      if (i % 10 == 0) {
        var before = image("image " + (i - 1), "");
        var both = index("index " + i, before.digest(), image.digest());
        events.add(pushed(100_000 + i, both));
        events.add(deleted(100_000 + i, both));
        events.add(removed("t" + i, image.digest()));
        events.add(deleted(i, image));
      }
    }
    return events;
  }
}
