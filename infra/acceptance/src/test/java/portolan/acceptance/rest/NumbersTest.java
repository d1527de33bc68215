package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// Numbers that nothing has: larger than any that is given out, below zero, or none at all.
@AgainstTheRegistry
class NumbersTest {
  private static final long HUGE = 99999999999L;
  private static final String BODIES =
      """
      {"id": %s, "role_id": 2, "hard": {"storage": -1}, "group_name": "g", "email": "a@example.com",
       "realname": "A", "comment": "", "sysadmin_flag": true, "new_password": "Secret-Word-2",
       "name": "n", "permissions": [], "level": "system"}\
      """;

  private final World world;
  private final Client admin;
  private final Client user;

  NumbersTest(Registry registry) {
    this.world = new World(registry);
    this.admin = registry.asAdmin();
    this.user = registry.as(world.user());
  }

  @ParameterizedTest
  @CsvSource({
    "mid, /projects/library/members/%s, GET PUT DELETE",
    "immutable_rule_id, /projects/library/immutabletagrules/%s, PUT DELETE",
    "trust_rule_id, /projects/library/trustrules/%s, GET PUT DELETE",
    "grant_id, /projects/library/repositorygrants/%s, GET PUT DELETE",
    "role_id, /roles/%s, GET PUT DELETE",
    "robot_id, /robots/%s, GET PUT PATCH DELETE",
    "id, /quotas/%s, GET PUT",
    "group_id, /usergroups/%s, GET PUT",
    "user_id, /users/%s, GET PUT DELETE",
    "user_id, /users/%s/sysadmin, PUT",
    "user_id, /users/%s/password, PUT",
    "label_id, /labels/%s, GET PUT DELETE",
  })
  void areNotFoundByTheirOwnName(String name, String path, String methods) {
    for (var method : methods.split(" ")) {
      for (var number : new long[] {HUGE, 2147483648L, Long.MAX_VALUE, 999999}) {
        var answer = ask(admin, method, path, number);
        assertThat(answer).isRefused(404, "NOT_FOUND").says(Long.toString(number));
      }
      assertThat(ask(admin, method, path, -1).status())
          .isEqualTo(name.equals("group_id") ? 400 : 404);
      assertThat(ask(admin, method, path, "x"))
          .isRefused(422, "UNPROCESSABLE_ENTITY")
          .says(name + " in path must be of type int64: ");
      assertThat(ask(admin, method, path, "9223372036854775808"))
          .isRefused(422, "UNPROCESSABLE_ENTITY");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, the member id can not be empty!",
    "PUT, member id can not be empty",
    "DELETE, the project member id is required."
  })
  void ofMembersAreNotZero(String method, String said) {
    assertThat(ask(admin, method, "/projects/library/members/%s", 0))
        .isRefused(400, "BAD_REQUEST")
        .says(said);
    assertThat(ask(user, method, "/projects/library/members/%s", 0)).isRefused(403, "FORBIDDEN");
  }

  /// What is not there need not be deleted, as Harbor has it for groups.
  @Test
  void ofGroupsAreDeletedLikeOthersThatAreNotThere() {
    assertThat(admin.delete("/api/v2.0/usergroups/999999")).hasStatus(200);
    assertThat(admin.delete("/api/v2.0/usergroups/" + HUGE)).hasStatus(200);
    assertThat(admin.delete("/api/v2.0/usergroups/0")).isRefused(400, "BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/quotas/%s", "/usergroups/%s", "/users/%s", "/projects/1/members/%s"})
  void saysNoMoreOfThemToWhoMayNotKnow(String path) {
    assertThat(ask(user, "PUT", path, HUGE)).isRefused(403, "FORBIDDEN");
    assertThat(ask(user, "PUT", path, 999999)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void ofLabelsAreNamedAsTheyWereWritten() {
    var project = world.privateProject();
    var repository = project.repository("app");
    repository.push("v1", Image.of());
    var labels = repository.api() + "/artifacts/v1/labels";
    for (var number : new long[] {HUGE, -1}) {
      var said = Long.toString(number);
      assertThat(admin.send("POST", labels, Map.of("id", number)))
          .isRefused(404, "NOT_FOUND")
          .says("label " + said);
      assertThat(admin.delete(labels + "/" + said))
          .isRefused(404, "NOT_FOUND")
          .says("label " + said);
      assertThat(admin.get("/api/v2.0/labels?scope=p&project_id=" + said))
          .isRefused(404, "NOT_FOUND")
          .says("project " + said);
      var label = Map.of("name", "l", "scope", "p", "project_id", number);
      assertThat(admin.send("POST", "/api/v2.0/labels", label))
          .isRefused(404, "NOT_FOUND")
          .says("project " + said);
    }
  }

  @Test
  void ofMembersAndRolesAreRefusedLikeOthersThatAreNotThere() {
    var project = world.privateProject();
    assertThat(add(project, 2, "member_user", Map.of("user_id", HUGE)))
        .isRefused(400, "BAD_REQUEST")
        .says("user " + HUGE);
    assertThat(add(project, 2, "member_group", Map.of("id", HUGE)))
        .isRefused(400, "BAD_REQUEST")
        .says("Group " + HUGE);
    assertThat(add(project, HUGE, "member_user", Map.of("username", world.user().name())))
        .isRefused(400, "BAD_REQUEST")
        .says("role_id");
    for (var member : new String[] {"member_user", "member_group"}) {
      assertThat(add(project, 2, member, Map.of()))
          .isRefused(400, "BAD_REQUEST")
          .says("a member must be named");
    }
  }

  private Answer add(Project project, long role, String member, Map<String, Object> who) {
    return admin.send("POST", project.api() + "/members", Map.of("role_id", role, member, who));
  }

  private static Answer ask(Client client, String method, String path, Object number) {
    var address = "/api/v2.0" + path.formatted(number);
    return switch (method) {
      case "GET" -> client.get(address);
      case "DELETE" -> client.delete(address);
      default -> client.send(method, address, BODIES.formatted(number));
    };
  }
}
