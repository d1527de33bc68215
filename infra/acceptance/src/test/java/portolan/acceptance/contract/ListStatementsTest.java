package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Single;

/// A list is one statement for its rows and one for how many there are, however many rows it has
/// and whatever they show.
@Tag("alone")
class ListStatementsTest {
  private static final int LIST = 2;

  /// Where what the list is of is looked up first: an artifact, which brings its accessories, or a
  /// project by its number. Names are counted in memory, and one artifact takes the parameters of a
  /// page and has none.
  private static final Map<String, Integer> LOOKED_UP =
      Map.of(
          "listTags",
          1 + LIST,
          "listAccessories",
          1,
          "listRobot",
          1 + LIST,
          "listLabels",
          1 + LIST,
          "getArtifact",
          1,
          "searchUsers",
          1,
          "searchUserGroups",
          1);

  private static final int LISTS = 21;
  private static final int REQUESTS = 8;

  @Test
  void areTwoForEveryList() {
    try (var registry = Single.started()) {
      var stage = Stage.in(registry, false);
      crowd(stage);
      var log = StatementLog.of(registry);
      var asking = new Asking(stage, Stage.in(registry, true));
      var lists =
          Contract.of(registry).operations().stream()
              .filter(it -> it.method().equals("GET") && it.lists("page_size") && !it.later())
              .toList();
      assertThat(lists).hasSizeGreaterThanOrEqualTo(LISTS);
      var all = new SoftAssertions();
      for (var list : lists) {
        var ask = asking.ask(list, "", 0);
        int expected = LOOKED_UP.getOrDefault(list.id(), LIST);
        statements(all, stage, log, ask, expected);
      }
      statements(all, stage, log, Ask.of("GET", "/api/v2.0/search?q=a"), 2 * LIST);
      statements(all, stage, log, Ask.of("GET", "/api/v2.0/statistics"), 1);
      statements(all, stage, log, Ask.of("GET", "/v2/_catalog?n=100"), 1);
      var repository = stage.project().repository(Stage.REPOSITORY);
      statements(all, stage, log, Ask.of("GET", repository.path("tags/list?n=100")), 1);
      var referrers = repository.path("referrers/" + stage.digest());
      statements(all, stage, log, Ask.of("GET", referrers), 1);
      all.assertAll();
    }
  }

  private static void statements(
      SoftAssertions all, Stage stage, StatementLog log, Ask ask, int expected) {
    // What is asked for again and again is remembered.
    assertThat(ask.by(stage.admin())).hasStatus(200);
    all.assertThat(log.each(REQUESTS, () -> assertThat(ask.by(stage.admin())).hasStatus(200)))
        .as(ask.path())
        .hasSize(expected);
  }

  /// Several rows in every list, and several of what rows show.
  private static void crowd(Stage stage) {
    var repository = stage.project().repository(Stage.REPOSITORY);
    var subject = repository.push("2", Image.of("has referrers"));
    for (int i = 0; i < 3; i++) {
      stage.newMember();
      stage.newRepository();
      stage.newArtifact();
      stage.newTag();
      stage.newAttachedLabel();
      stage.newLabel(true);
      stage.newRule();
      stage.newGroup();
      stage.newRobot(false);
      stage.newRobot(true);
      repository.push("about-" + i, Image.about(subject.manifest(), "text/plain", "note " + i));
    }
    repository.pushManifest("index", Image.index(subject.manifest()));
  }
}
