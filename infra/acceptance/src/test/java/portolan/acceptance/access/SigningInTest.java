package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// Passwords, right and wrong.
@AgainstTheRegistry
class SigningInTest {
  private static final String ME = "/api/v2.0/users/current";

  private final Registry registry;
  private final World world;

  SigningInTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @Test
  void refusesAWrongPassword() {
    var user = world.user();
    assertThat(registry.as(user).get("/v2/")).hasStatus(200);
    for (var wrong :
        new Person[] {user.withPassword("Wrong-4711"), new Person("nobody", "Wrong-4711")}) {
      assertThat(registry.as(wrong).get("/v2/")).isRefused(401, "UNAUTHORIZED");
      assertThat(registry.as(wrong).get(ME)).isRefused(401, "UNAUTHORIZED");
    }
  }

  @Test
  void forgetsTheOldPasswordAtOnce() {
    var user = world.user();
    var client = registry.as(user);
    int id = client.get(ME).json().path("user_id").asInt();
    var change = Map.of("old_password", user.password(), "new_password", "Quadrant-99");
    assertThat(client.send("PUT", "/api/v2.0/users/" + id + "/password", change)).hasStatus(200);
    assertThat(client.get("/v2/")).hasStatus(401);
    assertThat(registry.as(user.withPassword("Quadrant-99")).get("/v2/")).hasStatus(200);
  }

  @Test
  void knowsAnAccountByItsAddressToo() {
    var user = world.user();
    var address = user.name().toUpperCase(Locale.ROOT) + "@example.org";
    var client = registry.as(new Person(address, user.password()));
    assertThat(client.get("/v2/")).hasStatus(200);
    assertThat(client.get("/service/token?service=harbor-registry")).hasStatus(200);
    assertThat(client.get(ME).json().path("username").asString()).isEqualTo(user.name());
    var browser = new Browser(registry);
    browser.get("/c/login");
    var form = Map.of("principal", address, "password", user.password());
    assertThat(browser.form("/c/login", form)).hasStatus(200);
    assertThat(browser.get(ME).json().path("username").asString()).isEqualTo(user.name());
    var wrong = new Person(address, "Wrong-4711");
    assertThat(registry.as(wrong).get("/v2/")).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void slowsDownWhoGuessesWithoutLockingTheNameForOthers() {
    var user = world.user();
    assertThat(refusals(user.name())).isEqualTo(5);
  }

  @Test
  void countsWrongTriesForTheAccountHoweverItIsNamed() {
    var user = world.user().name();
    assertThat(refusals(user, user + "@example.org", user + "@EXAMPLE.org")).isEqualTo(5);
  }

  /// How many of fifteen wrong tries were not even looked at.
  private int refusals(String... names) {
    int refused = 0;
    for (int i = 0; i < 15; i++) {
      var guesser = registry.as(new Person(names[i % names.length], "Wrong-4711"));
      var answer = guesser.get("/service/token?service=harbor-registry");
      assertThat(answer.status()).as(answer.toString()).isIn(401, 429);
      if (answer.status() == 429) {
        refused++;
        assertThat(answer.header("Retry-After")).isPresent();
      }
    }
    return refused;
  }
}
