package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// Lists of a length that nobody needs.
@AgainstTheRegistry
class PageSizesTest {
  private final World world;

  PageSizesTest(Registry registry) {
    this.world = new World(registry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "1.5", "0x10", "%00"})
  void refusesANumberThatIsNone(String n) {
    var repository = world.privateProject().repository("pages");
    repository.push("1", Image.of());
    assertThat(world.admin().get("/v2/_catalog?n=" + n)).hasStatus(400);
    assertThat(world.admin().get(repository.path("tags/list?n=" + n))).hasStatus(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "2147483647", "99999999999999999999"})
  void givesNoMoreThanAPageHoweverManyAreAskedFor(String n) {
    var repository = world.privateProject().repository("pages");
    repository.push("1", Image.of());
    var catalog = world.admin().get("/v2/_catalog?n=" + n);
    assertThat(catalog).hasStatus(200);
    assertThat(catalog.json().path("repositories").size()).isBetween(1, 1000);
    assertThat(world.admin().get(repository.path("tags/list?n=" + n))).hasStatus(200);
  }

  @Test
  void givesNothingToWhoAsksForNothing() {
    var empty = world.admin().get("/v2/_catalog?n=0");
    assertThat(empty).hasStatus(200).hasNoHeader("Link");
    assertThat(empty.json().path("repositories").isEmpty()).isTrue();
  }

  @Test
  void refusesPagesOfTheApiThatAreTooLong() {
    assertThat(world.admin().get("/api/v2.0/projects?page_size=101"))
        .isRefused(422, "UNPROCESSABLE_ENTITY");
    assertThat(world.admin().get("/api/v2.0/projects?page_size=x"))
        .isRefused(422, "UNPROCESSABLE_ENTITY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=name;select%20pg_sleep(30)--",
        "q=name=~%25'%20or%201=1--",
        "q=name=~'",
        "q=name=%5C",
        "q=password=~a",
        "sort=password",
      })
  void takesListParametersLiterallyOrNotAtAll(String query) {
    for (var list : new String[] {"projects", "users", "robots", "quotas", "auditlog-exts"}) {
      long began = System.nanoTime();
      var answer = world.admin().get("/api/v2.0/" + list + "?" + query);
      assertThat(answer.status()).as(answer.toString()).isIn(200, 400, 422);
      assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }
  }
}
