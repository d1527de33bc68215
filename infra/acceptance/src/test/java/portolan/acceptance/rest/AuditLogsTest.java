package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// The audit log: everything that was changed, by whom.
@AgainstTheRegistry
class AuditLogsTest {
  private static final String LOGS = "/api/v2.0/auditlog-exts";

  private final Registry registry;
  private final World world;
  private final Client admin;

  AuditLogsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void tellWhoDidWhat() {
    var project = world.privateProject();
    var developer = project.member(Role.DEVELOPER);
    var repository = project.repository("app").as(registry.as(developer));
    var image = repository.push("1", Image.of("a layer"));
    var logs = admin.get(project.api() + "/auditlog-exts");
    assertThat(logs).hasStatus(200);
    assertThat(logs.each("/username")).contains(developer.name(), "admin");
    assertThat(logs.each("/operation")).contains("create");
    assertThat(logs.text()).contains(repository.name()).contains(image.digest());
  }

  @Test
  void tellAPushAndADeletionInOneRecordEach() {
    var project = world.privateProject();
    var repository = project.repository("app");
    var image = repository.push("1", Image.of("a layer"));
    var byDigest = repository.name() + "@" + image.digest();
    var logs = project.api() + "/auditlog-exts?q=resource=~" + repository.name();
    var pushed = admin.get(logs);
    assertThat(pushed.each("/resource")).containsExactly(repository.name() + ":1");
    assertThat(pushed.each("/resource_type")).containsExactly("artifact");
    assertThat(pushed.each("/operation_description")).containsExactly("push artifact: " + byDigest);

    assertThat(admin.delete(repository.api() + "/artifacts/1")).hasStatus(200);
    assertThat(admin.get(logs).each("/operation_description"))
        .containsExactly("delete artifact: " + byDigest, "push artifact: " + byDigest);
    assertThat(admin.get(logs + "&with_detail=true").each("/operation_description"))
        .contains("create tag: " + repository.name() + ":1");
  }

  @Test
  void areListedInPagesTheNewestFirst() {
    world.privateProject();
    var last = world.privateProject();
    var page = admin.get(LOGS + "?page_size=2");
    assertThat(page).hasStatus(200);
    assertThat(page.each("/id")).hasSize(2);
    assertThat(Integer.parseInt(page.must("X-Total-Count"))).isGreaterThan(2);
    assertThat(page.each("/op_time")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(admin.get(LOGS + "?q=resource=~" + last.name()).each("/resource"))
        .isNotEmpty()
        .allMatch(resource -> resource.contains(last.name()));
  }

  @Test
  void areShownToThoseWhoMaySeeThem() {
    var project = world.privateProject();
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    var guest = registry.as(project.member(Role.GUEST));
    assertThat(head.get(project.api() + "/auditlog-exts")).hasStatus(200);
    assertThat(head.get(project.api() + "/auditlog-exts").each("/id")).isNotEmpty();
    assertThat(guest.get(project.api() + "/auditlog-exts")).isRefused(403, "FORBIDDEN");
    assertThat(guest.get(LOGS + "?q=resource=~" + project.name()).each("/id")).isEmpty();
    assertThat(registry.asNobody().get(LOGS)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void giveTheReasonInTheWordsOfWhoGaveIt() {
    var project = world.privateProject();
    var reason = "\u00fcberf\u00e4llig \u2713 \u009b31m";
    var bytes = new String(reason.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    RawConnection.ask(
            registry,
            Registry.ADMIN,
            "DELETE",
            project.api(),
            List.of("X-Portolan-Reason: " + bytes, "User-Agent: " + bytes),
            new byte[0])
        .assertThat()
        .hasStatus(200);
    var logs = admin.get(LOGS + "?with_detail=true&q=operation=delete,resource=" + project.name());
    assertThat(logs.each("/reason")).containsExactly("\u00fcberf\u00e4llig \u2713 ?31m");
    assertThat(logs.each("/user_agent")).containsExactly("\u00fcberf\u00e4llig \u2713 ?31m");
  }

  @Test
  void tellWhatADeletedRobotMight() {
    var project = world.privateProject();
    var robot = world.robot(project, "pull");
    var id = admin.get("/api/v2.0/robots?q=Level=project,ProjectID=" + project.id()).each("/id");
    assertThat(admin.delete("/api/v2.0/robots/" + id.getFirst())).hasStatus(200);
    var logs =
        admin.get(
            project.api()
                + "/auditlog-exts?with_detail=true&q=operation=delete,resource_type=robot");
    assertThat(logs.json().valueStream().map(it -> it.path("old_value").toString()))
        .singleElement()
        .asString()
        .contains("\"action\":\"pull\"", "\"grants\"")
        .doesNotContain(robot.password(), "$argon2");
  }

  @Test
  void holdNoSecret() {
    var user = world.user();
    int id = registry.as(user).get("/api/v2.0/users/current").json().path("user_id").asInt();
    var change = Map.of("old_password", user.password(), "new_password", "Quadrant-99");
    assertThat(registry.as(user).send("PUT", "/api/v2.0/users/" + id + "/password", change))
        .hasStatus(200);
    var robot = world.robot(world.privateProject(), "pull");
    var logs = admin.get(LOGS + "?page_size=100");
    assertThat(logs.text())
        .doesNotContain(user.password(), "Quadrant-99", robot.password(), "$argon2");
  }
}
