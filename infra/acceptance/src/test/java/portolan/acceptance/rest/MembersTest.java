package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Members of a project.
@AgainstTheRegistry
class MembersTest {
  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;

  MembersTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
  }

  @Test
  void liveFromCreationToDeletion() {
    var user = world.user();
    var added = add(admin, user, Role.GUEST.id());
    assertThat(added).hasStatus(201);
    var member = project.api() + "/members/" + added.newId();
    var read = admin.get(member).json();
    assertThat(read.path("entity_name").asString()).isEqualTo(user.name());
    assertThat(read.path("entity_type").asString()).isEqualTo("u");
    assertThat(read.path("role_name").asString()).isEqualTo("guest");

    var promoted = Map.of("role_id", Role.DEVELOPER.id());
    assertThat(admin.send("PUT", member, promoted)).hasStatus(200);
    assertThat(admin.get(member).json().path("role_id").asInt()).isEqualTo(2);
    assertThat(registry.as(user).get(project.api()).json().path("current_user_role_id").asInt())
        .isEqualTo(2);

    assertThat(admin.delete(member)).hasStatus(200);
    assertThat(admin.get(member)).isRefused(404, "NOT_FOUND");
    assertThat(registry.as(user).get(project.api())).isRefused(403, "FORBIDDEN");
  }

  @Test
  void areListedWithTheirRoles() {
    var developer = project.member(Role.DEVELOPER);
    var guest = project.member(Role.GUEST);
    var list = admin.get(project.api() + "/members");
    assertThat(list).hasStatus(200).hasHeader("X-Total-Count", "3");
    assertThat(list.each("/entity_name")).contains("admin", developer.name(), guest.name());
    assertThat(admin.get(project.api() + "/members?entityname=" + guest.name()).each("/role_name"))
        .containsExactly("guest");
    assertThat(admin.get(project.api() + "/members?page_size=1&page=2").each("/id")).hasSize(1);
  }

  @Test
  void areMembersOnce() {
    var user = project.member(Role.GUEST);
    assertThat(add(admin, user, Role.DEVELOPER.id())).isRefused(409, "CONFLICT");
    assertThat(add(admin, user, 0)).isRefused(409, "CONFLICT");
    assertThat(add(admin, world.user(), 0)).isRefused(400, "BAD_REQUEST");
    assertThat(add(registry.as(user), user, 0)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void existAndHaveARoleThatExists() {
    assertThat(add(admin, new Person("not-born-yet", ""), Role.GUEST.id()))
        .isRefused(404, "NOT_FOUND");
    assertThat(add(admin, world.user(), 9)).isRefused(400, "BAD_REQUEST");
    assertThat(admin.get(project.api() + "/members/999999")).isRefused(404, "NOT_FOUND");
  }

  @Test
  void areChosenByTheAdministratorsOfTheProject() {
    var user = world.user();
    for (var role : new Role[] {Role.MAINTAINER, Role.DEVELOPER, Role.GUEST, Role.LIMITED_GUEST}) {
      var member = registry.as(project.member(role));
      assertThat(add(member, user, Role.GUEST.id())).isRefused(403, "FORBIDDEN");
    }
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    assertThat(add(head, user, Role.GUEST.id())).hasStatus(201);
  }

  @Test
  void areNotReachedThroughAnotherProject() {
    var member = add(admin, world.user(), Role.GUEST.id()).newId();
    var other = world.privateProject();
    var foreign = registry.as(other.member(Role.PROJECT_ADMIN));
    var path = other.api() + "/members/" + member;
    assertThat(foreign.get(path)).isRefused(404, "NOT_FOUND");
    assertThat(foreign.send("PUT", path, Map.of("role_id", 1))).isRefused(404, "NOT_FOUND");
    assertThat(foreign.delete(path)).isRefused(404, "NOT_FOUND");
    assertThat(admin.get(project.api() + "/members/" + member)).hasStatus(200);
  }

  @Test
  void goWithTheirAccountsAndGroups() {
    var user = project.member(Role.DEVELOPER);
    var groups = "/api/v2.0/usergroups";
    int group =
        admin
            .send("POST", groups, Map.of("group_name", Names.fresh("crew"), "group_type", 3))
            .newId();
    var members = project.api() + "/members";
    var form = Map.of("role_id", Role.GUEST.id(), "member_group", Map.of("id", group));
    assertThat(admin.send("POST", members, form)).hasStatus(201);
    assertThat(admin.get(members)).hasHeader("X-Total-Count", "3");
    int id = registry.as(user).get("/api/v2.0/users/current").json().path("user_id").asInt();

    assertThat(admin.delete("/api/v2.0/users/" + id)).hasStatus(200);
    assertThat(admin.delete(groups + "/" + group)).hasStatus(200);

    var left = admin.get(members);
    assertThat(left).hasHeader("X-Total-Count", "1");
    assertThat(left.each("/entity_name")).containsExactly("admin");
    var summary = admin.get(project.api() + "/summary").json();
    assertThat(summary.path("developer_count").asInt()).isZero();
    assertThat(summary.path("guest_count").asInt()).isZero();
    assertThat(summary.path("project_admin_count").asInt()).isEqualTo(1);
  }

  @Test
  void areGroupsOfTheKindThatIsNamed() {
    var groups = "/api/v2.0/usergroups";
    var name = Names.fresh("crew");
    for (int type : new int[] {2, 3}) {
      assertThat(admin.send("POST", groups, Map.of("group_name", name, "group_type", type)))
          .hasStatus(201);
    }
    for (int other : new int[] {0, 1, 9}) {
      assertThat(addGroup(name, other)).isRefused(404, "NOT_FOUND").says(name);
    }
    assertThat(addGroup(Names.fresh("none"), 3)).isRefused(404, "NOT_FOUND");
    assertThat(addGroup(name, 2)).hasStatus(201);
    assertThat(addGroup(name, 3)).hasStatus(201);
    assertThat(addGroup(name, 3)).isRefused(409, "CONFLICT");
    assertThat(addGroup(name, "3")).isRefused(422, "UNPROCESSABLE_ENTITY");
  }

  private Answer addGroup(String name, Object type) {
    var group = Map.of("group_name", name, "group_type", type);
    return admin.send(
        "POST", project.api() + "/members", Map.of("role_id", 3, "member_group", group));
  }

  private Answer add(Client client, Person user, int role) {
    return client.send(
        "POST",
        project.api() + "/members",
        Map.of("role_id", role, "member_user", Map.of("username", user.name())));
  }
}
