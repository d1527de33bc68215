package portolan.acceptance.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;

/// What an administrator sets up before a test begins.
public record World(Registry registry) {
  public static final String PASSWORD = "Astrolabe-17";

  public Project privateProject() {
    return project(Names.fresh("private"), false);
  }

  public Project publicProject() {
    return project(Names.fresh("public"), true);
  }

  public Project project(String name, boolean open) {
    var answer =
        admin()
            .send(
                "POST",
                "/api/v2.0/projects",
                Map.of("project_name", name, "metadata", Map.of("public", String.valueOf(open))));
    assertThat(answer).hasStatus(201);
    return new Project(this, name, answer.newId());
  }

  /// A project that may keep so many bytes.
  public Project projectOf(long bytes) {
    var name = Names.fresh("limited");
    var answer =
        admin()
            .send(
                "POST",
                "/api/v2.0/projects",
                Map.of(
                    "project_name", name,
                    "storage_limit", bytes,
                    "metadata", Map.of("public", "false")));
    assertThat(answer).hasStatus(201);
    return new Project(this, name, answer.newId());
  }

  /// A user without any role.
  public Person user() {
    return user(Names.fresh("user"));
  }

  public Person user(String name) {
    var person = new Person(name, PASSWORD);
    var answer =
        admin()
            .send(
                "POST",
                "/api/v2.0/users",
                Map.of(
                    "username",
                    name,
                    "realname",
                    "A person called " + name,
                    "email",
                    name + "@example.org",
                    "password",
                    PASSWORD));
    assertThat(answer).hasStatus(201);
    return person;
  }

  public Client admin() {
    return registry.asAdmin();
  }

  /// A robot of a project.
  ///
  /// @param actions such as `push`, on its repositories
  public Person robot(Project project, String... actions) {
    var access =
        List.of(actions).stream()
            .map(action -> Map.of("resource", "repository", "action", action))
            .toList();
    var answer =
        admin()
            .send(
                "POST",
                "/api/v2.0/robots",
                Map.of(
                    "name",
                    Names.fresh("ci"),
                    "level",
                    "project",
                    "duration",
                    -1,
                    "permissions",
                    List.of(
                        Map.of("kind", "project", "namespace", project.name(), "access", access))));
    assertThat(answer).hasStatus(201);
    return new Person(
        answer.json().path("name").asString(), answer.json().path("secret").asString());
  }
}
