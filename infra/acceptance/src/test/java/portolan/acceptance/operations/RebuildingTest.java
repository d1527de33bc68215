package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

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
  void givesIdenticalRowsAndServesThem() {
    var repository = new World(registry).privateProject().repository("app");
    var image = repository.push("1", Image.of("before the rebuild"));
    var before = fingerprints(registry.database());
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

  /// How many rows each read model has, and a sum over all that is in them.
  private static List<String> fingerprints(Database database) {
    return database
        .rows(
            """
            select table_name from information_schema.tables
            where table_schema = 'views' and table_type = 'BASE TABLE'
              and table_name not in ('projection', 'flyway_schema_history')
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
