package portolan.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// A registry with a little more than a page of everything, all of it made by its users, whose
/// lists can be made long.
final class LongRegistry {
  private static final int SOME = 15;
  private static final String API = "/api/v2.0";

  private final Single registry;
  private final World world;
  private final Client admin;
  private final Project project;
  private final Person member;
  private final String digest;

  LongRegistry(Single registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
    this.project = world.privateProject();
    this.member = project.member(Role.PROJECT_ADMIN);
    for (int i = 0; i < SOME; i++) {
      one(i);
    }
    this.digest = project.repository("tagged").push("t0", Image.of("has many tags")).digest();
    for (int i = 1; i < SOME; i++) {
      made(artifact() + "/tags", Map.of("name", "t" + i));
    }
  }

  private void one(int number) {
    world.project(Names.fresh("small"), number % 2 == 0);
    project.member(Role.GUEST);
    project.repository("large").push("t" + number, Image.of("large " + number));
    project.repository("app" + number).push("1", Image.of("app " + number));
    world.robot(project, "pull");
    made(API + "/labels", Map.of("name", "label" + number, "scope", "g"));
    made(
        API + "/labels",
        Map.of("name", "label" + number, "scope", "p", "project_id", project.id()));
    made(API + "/usergroups", Map.of("group_name", "group" + number, "group_type", 3));
    made(API + "/robots", systemRobot(number));
    made(project.api() + "/immutabletagrules", rule(number));
  }

  private static Map<String, Object> systemRobot(int number) {
    var access = List.of(Map.of("resource", "project", "action", "list"));
    return Map.of(
        "name",
        "robot" + number,
        "level",
        "system",
        "duration",
        -1,
        "permissions",
        List.of(Map.of("kind", "system", "namespace", "/", "access", access)));
  }

  private static Map<String, Object> rule(int number) {
    return Map.of(
        "disabled",
        true,
        "tag_selectors",
        List.of(Map.of("kind", "doublestar", "decoration", "matches", "pattern", "never" + number)),
        "scope_selectors",
        Map.of(
            "repository",
            List.of(Map.of("kind", "doublestar", "decoration", "repoMatches", "pattern", "**"))));
  }

  private void made(String path, Map<String, Object> json) {
    assertThat(admin.send("POST", path, json)).hasStatus(201);
  }

  Client admin() {
    return admin;
  }

  /// Administers one project and is no administrator of the registry.
  Client member() {
    return registry.as(member);
  }

  Project project() {
    return project;
  }

  /// The artifact with many tags.
  String artifact() {
    return project.api() + "/repositories/tagged/artifacts/" + digest;
  }

  /// 2,000 projects, 20,000 users and repositories, 100,000 artifacts in one repository, 1,000,000
  /// audit records, and 11,000 of what else there is.
  void grow() {
    var script =
        script()
            .replace("{project}", project.name())
            .replace("{digest}", digest)
            .replace("{member}", member.name());
    registry.database().run(script, "VACUUM ANALYZE");
  }

  private static String script() {
    try (InputStream in = LongRegistry.class.getResourceAsStream("long-lists.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
