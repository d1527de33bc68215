package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Database;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// All that is read can be built anew from the events, beside a registry that goes on. It runs
/// last, so that what it builds anew is what all other tests have left.
@AgainstTheRegistry
@Order(Integer.MAX_VALUE)
class RebuildingTest {
  private final Registry registry;

  RebuildingTest(Registry registry) {
    this.registry = registry;
  }

  @Test
  void givesIdenticalRowsAndServesThem() throws InterruptedException {
    var world = new World(registry);
    var project = world.privateProject();
    var repository = project.repository("app");
    var image = repository.push("1", Image.of("before the rebuild"));
    var robot = registry.as(world.robot(project, "pull"));
    assertThat(repository.as(robot).manifest("1")).hasStatus(200);
    var before = still(registry.database());
    assertThat(before).hasSizeGreaterThan(5);

    var outcome = registry.programs().getFirst().tool("rebuild");

    assertThat(outcome.good()).as(outcome.said()).isTrue();
    assertThat(outcome.said())
        .doesNotContain("DIFFERENT")
        .contains("The new read models are the live ones.");
    assertThat(fingerprints(registry.database())).isEqualTo(before);
    assertThat(repository.manifest("1")).hasStatus(200).hasBody(image.manifest().bytes());
    var later = repository.push("1", Image.of("after the rebuild"));
    assertThat(repository.manifest("1")).hasBody(later.manifest().bytes());
  }

  /// Pulls and refusals of the tests before are still being written, in groups: waits until nothing
  /// changes for longer than a group takes.
  private static List<String> still(Database database) throws InterruptedException {
    var seen = fingerprints(database);
    for (int i = 0; i < 10; i++) {
      Thread.sleep(Duration.ofSeconds(7));
      var now = fingerprints(database);
      if (now.equals(seen)) {
        return now;
      }
      seen = now;
    }
    throw new AssertionError("the read models change although nobody asks for anything");
  }

  /// How many rows each read model has, and a sum over all that is in them.
  private static List<String> fingerprints(Database database) {
    return database
        .rows(
            """
            select table_name from information_schema.tables
            where table_schema = 'views' and table_type = 'BASE TABLE'
              and table_name not in ('projection', 'list_change', 'flyway_schema_history')
            order by table_name
            """)
        .stream()
        .map(table ->
            database.rows(
                """
                select '%1$s', count(*),
                  md5(coalesce(string_agg(row::text, '/' order by row::text), ''))
                from views."%1$s" row
                """
                    .formatted(table)))
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }
}
