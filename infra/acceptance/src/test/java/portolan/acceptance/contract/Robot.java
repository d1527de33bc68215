package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import tools.jackson.databind.JsonNode;

/// A robot whose permissions change from one operation to the next.
final class Robot {
  private static final String ROBOTS = "/api/v2.0/robots";

  private final Client admin;
  private final String namespace;
  private final boolean ofSystem;
  private final List<String> inProject;
  private final List<String> inSystem;
  private final int id;
  private final Client client;
  private List<Map<String, Object>> held;

  /// A robot of a project, with everything that may be given.
  static Robot of(Registry registry, Project project) {
    return new Robot(registry, project.name(), false);
  }

  /// A robot of the system level, with everything that may be given.
  static Robot ofSystem(Registry registry) {
    return new Robot(registry, "*", true);
  }

  private Robot(Registry registry, String namespace, boolean ofSystem) {
    this.admin = registry.asAdmin();
    this.namespace = namespace;
    this.ofSystem = ofSystem;
    var grantable = admin.get("/api/v2.0/permissions").json();
    this.inProject = words(grantable.path("project"));
    this.inSystem = words(grantable.path("system"));
    this.held = permissions(inProject, inSystem);
    var made = admin.send("POST", ROBOTS, form(Names.fresh("matrix")));
    assertThat(made).hasStatus(201);
    this.id = made.json().path("id").asInt();
    this.client =
        registry.as(
            new Person(made.json().path("name").asString(), made.json().path("secret").asString()));
  }

  /// With one permission and no other; with everything where none is asked for, or none can be
  /// given.
  Client with(String permission) {
    boolean one = inProject.contains(permission) || ofSystem && inSystem.contains(permission);
    return one
        ? holding(only(permission, inProject), only(permission, inSystem))
        : holding(inProject, inSystem);
  }

  /// With every permission but one.
  Client without(String permission) {
    return holding(but(permission, inProject), but(permission, inSystem));
  }

  private Client holding(List<String> ofProject, List<String> ofWhole) {
    var wanted = permissions(ofProject, ofWhole);
    if (!wanted.equals(held)) {
      held = wanted;
      var name = admin.get(ROBOTS + "/" + id).json().path("name").asString();
      assertThat(admin.send("PUT", ROBOTS + "/" + id, form(name))).hasStatus(200);
    }
    return client;
  }

  private Map<String, Object> form(String name) {
    return Map.of(
        "name",
        name,
        "level",
        ofSystem ? "system" : "project",
        "duration",
        -1,
        "permissions",
        held);
  }

  private List<Map<String, Object>> permissions(List<String> ofProject, List<String> ofWhole) {
    var permissions = new ArrayList<Map<String, Object>>();
    if (!ofSystem || !ofProject.isEmpty()) {
      permissions.add(
          Map.of("kind", "project", "namespace", namespace, "access", access(ofProject)));
    }
    if (ofSystem && !ofWhole.isEmpty()) {
      permissions.add(Map.of("kind", "system", "namespace", "/", "access", access(ofWhole)));
    }
    return permissions;
  }

  private static List<Map<String, String>> access(List<String> permissions) {
    return permissions.stream()
        .map(it -> it.split(":"))
        .map(it -> Map.of("resource", it[0], "action", it[1]))
        .toList();
  }

  private static List<String> only(String permission, List<String> of) {
    return of.contains(permission) ? List.of(permission) : List.of();
  }

  private static List<String> but(String permission, List<String> of) {
    return of.stream().filter(it -> !it.equals(permission)).toList();
  }

  private static List<String> words(JsonNode list) {
    Stream<String> words =
        list.valueStream()
            .map(it -> it.path("resource").asString() + ":" + it.path("action").asString());
    return List.copyOf(words.collect(Collectors.toCollection(TreeSet::new)));
  }
}
