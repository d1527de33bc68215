package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// Users.
@AgainstTheRegistry
class UsersTest {
  private static final String USERS = "/api/v2.0/users";

  private final Registry registry;
  private final World world;
  private final Client admin;

  UsersTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void liveFromCreationToDeletion() {
    var user = world.user();
    int id = idOf(user);
    var read = admin.get(USERS + "/" + id);
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("username").asString()).isEqualTo(user.name());
    assertThat(read.json().path("email").asString()).isEqualTo(user.name() + "@example.org");
    assertThat(read.json().path("sysadmin_flag").asBoolean()).isFalse();
    assertThat(read.text()).doesNotContain(user.password());

    assertThat(admin.delete(USERS + "/" + id)).hasStatus(200);
    assertThat(admin.get(USERS + "/" + id)).isRefused(404, "NOT_FOUND");
    assertThat(registry.as(user).get(USERS + "/current")).isRefused(401, "UNAUTHORIZED");
    world.user(user.name());
  }

  /// As tools do that write all of an account whenever one thing of it changes.
  @Test
  void getTheSamePasswordAgainFromAnAdministrator() {
    var user = world.user();
    var path = USERS + "/" + idOf(user) + "/password";
    var same = Map.of("old_password", user.password(), "new_password", user.password());
    assertThat(admin.send("PUT", path, same)).hasStatus(200);
    assertThat(registry.as(user).send("PUT", path, same)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void doNotGetTheAdministratorsOwnPassword() {
    var administrator = world.user();
    var trusted = Map.of("sysadmin_flag", true);
    assertThat(admin.send("PUT", USERS + "/" + idOf(administrator) + "/sysadmin", trusted))
        .hasStatus(200);
    var user = world.user();
    var path = USERS + "/" + idOf(user) + "/password";
    assertThat(registry.as(administrator).send("PUT", path, newPassword("Quadrant-99")))
        .hasStatus(200);
    assertThat(registry.as(administrator).send("PUT", path, newPassword(administrator.password())))
        .isRefused(400, "BAD_REQUEST")
        .says("New password is identical to old password");
    assertThat(registry.as(user.withPassword("Quadrant-99")).get(USERS + "/current"))
        .hasStatus(200);
  }

  private static Map<String, String> newPassword(String password) {
    return Map.of("new_password", password);
  }

  @Test
  void areListedByAPartOfTheirNameOrAddress() {
    var user = world.user();
    for (var filter : List.of("username=", "email=", "q=username=~")) {
      var found =
          admin.get(USERS + "?" + filter + user.name().substring(1).toUpperCase(Locale.ROOT));
      assertThat(found.each("/username")).contains(user.name()).doesNotContain("admin");
    }
  }

  @Test
  void becomeAdministratorsByAnAdministratorAlone() {
    var user = world.user();
    var client = registry.as(user);
    var path = USERS + "/" + idOf(user) + "/sysadmin";
    assertThat(client.send("PUT", path, Map.of("sysadmin_flag", true))).isRefused(403, "FORBIDDEN");
    assertThat(client.get(USERS)).isRefused(403, "FORBIDDEN");
    assertThat(admin.send("PUT", path, Map.of("sysadmin_flag", true))).hasStatus(200);
    assertThat(client.get(USERS)).hasStatus(200);
    assertThat(client.get(USERS + "/current").json().path("sysadmin_flag").asBoolean()).isTrue();
    assertThat(admin.send("PUT", path, Map.of("sysadmin_flag", false))).hasStatus(200);
    assertThat(client.get(USERS)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void cannotMakeThemselvesAdministrators() {
    var made =
        Map.of(
            "username",
            Names.fresh("climber"),
            "realname",
            "A climber",
            "email",
            "climber@example.org",
            "password",
            World.PASSWORD,
            "sysadmin_flag",
            true,
            "has_admin_role",
            true);
    assertThat(registry.asNobody().send("POST", USERS, made).status()).isIn(401, 403);
    assertThat(registry.as(world.user()).send("POST", USERS, made)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void haveNamesAndAddressesOfTheirOwn() {
    var user = world.user();
    assertThat(create(user.name(), "free@example.org", World.PASSWORD)).isRefused(409, "CONFLICT");
    assertThat(create(Names.fresh("other"), user.name() + "@example.org", World.PASSWORD))
        .isRefused(409, "CONFLICT");
  }

  @Test
  void haveGoodPasswordsAndProperNames() {
    for (var weak : List.of("", "short1A", "alllowercase1", "ALLUPPERCASE1", "NoDigitsAtAll")) {
      var name = Names.fresh("weak");
      assertThat(create(name, name + "@example.org", weak).status()).as(weak).isIn(400, 422);
    }
    for (var bad :
        List.of(
            "",
            "a,b",
            "a#b",
            "a~b",
            "a$b",
            "x".repeat(256),
            "Anonymous",
            "system",
            " a",
            "a ",
            "\u202ea",
            "a\u00adb",
            "a\u200bb",
            "a\u00a0",
            "a\u009bb",
            "a\u3164")) {
      assertThat(create(bad, Names.fresh("mail") + "@example.org", World.PASSWORD).status())
          .as(bad)
          .isIn(400, 422);
    }
  }

  @Test
  void haveRealNamesOfSomeLength() {
    var user = world.user();
    var path = USERS + "/" + idOf(user);
    for (var name : List.of("", "x".repeat(256))) {
      var profile = Map.of("email", user.name() + "@example.org", "realname", name);
      assertThat(admin.send("PUT", path, profile))
          .isRefused(400, "BAD_REQUEST")
          .says("realname with illegal length");
    }
    var longest = Map.of("email", user.name() + "@example.org", "realname", "x".repeat(255));
    assertThat(admin.send("PUT", path, longest)).hasStatus(200);
  }

  private portolan.acceptance.client.Answer create(String name, String mail, String password) {
    return admin.send(
        "POST",
        USERS,
        Map.of("username", name, "realname", "Somebody", "email", mail, "password", password));
  }

  /// Real names are whatever people are called: a Persian one has a joiner that nobody sees.
  @Test
  void haveRealNamesAsTheyAre() {
    for (var real : List.of("\u0645\u06cc\u200c\u0646\u0627", " Lena Smith", "System")) {
      var name = Names.fresh("person");
      var form =
          Map.of(
              "username",
              name,
              "realname",
              real,
              "email",
              name + "@example.org",
              "password",
              World.PASSWORD);
      assertThat(admin.send("POST", USERS, form)).as(real).hasStatus(201);
    }
  }

  @Test
  void changeTheirPasswordsWithTheOldOne() {
    var user = world.user();
    var client = registry.as(user);
    var path = USERS + "/" + idOf(user) + "/password";
    var wrong = Map.of("old_password", "Wrong-4711", "new_password", "Quadrant-99");
    assertThat(client.send("PUT", path, wrong)).isRefused(403, "FORBIDDEN");
    var weak = Map.of("old_password", user.password(), "new_password", "weak");
    assertThat(client.send("PUT", path, weak)).isRefused(400, "BAD_REQUEST");
    var good = Map.of("old_password", user.password(), "new_password", "Quadrant-99");
    assertThat(client.send("PUT", path, good)).hasStatus(200);
    var changed = registry.as(user.withPassword("Quadrant-99"));
    assertThat(changed.get(USERS + "/current")).hasStatus(200);
  }

  @Test
  void tryTheirOldPasswordNoOftenerThanSigningIn() {
    var user = world.user();
    var client = registry.as(user);
    var path = USERS + "/" + idOf(user) + "/password";
    var tries =
        IntStream.range(0, 12)
            .mapToObj(i -> Map.of("old_password", "Guess-" + i, "new_password", "Quadrant-99"))
            .map(guess -> client.send("PUT", path, guess).status())
            .toList();
    assertThat(tries).containsOnly(403, 429);
    assertThat(tries.getLast()).isEqualTo(429);
  }

  @Test
  void areListedToAdministratorsAndFoundByEverybody() {
    var user = world.user();
    var list = admin.get(USERS + "?q=username=" + user.name());
    assertThat(list).hasStatus(200).hasHeader("X-Total-Count", "1");
    assertThat(list.each("/username")).containsExactly(user.name());
    assertThat(admin.get(USERS + "?page_size=1").each("/username")).hasSize(1);
    var somebody = registry.as(world.user());
    var found = somebody.get(USERS + "/search?username=" + user.name());
    assertThat(found.each("/username")).containsExactly(user.name());
    assertThat(found.text()).doesNotContain("@example.org");
    assertThat(somebody.get(USERS)).isRefused(403, "FORBIDDEN");
    assertThat(somebody.get(USERS + "/" + idOf(user))).isRefused(403, "FORBIDDEN");
    assertThat(registry.asNobody().get(USERS)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void keepTheFirstAdministrator() {
    assertThat(admin.delete(USERS + "/1")).isRefused(403, "FORBIDDEN");
    var less = Map.of("sysadmin_flag", false);
    assertThat(admin.send("PUT", USERS + "/1/sysadmin", less)).isRefused(403, "FORBIDDEN");
    assertThat(admin.get(USERS + "/current").json().path("user_id").asInt()).isEqualTo(1);
  }

  private int idOf(Person user) {
    return registry.as(user).get(USERS + "/current").json().path("user_id").asInt();
  }
}
