package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Labels of the registry and of projects, and on artifacts.
@AgainstTheRegistry
class LabelsTest {
  private static final String LABELS = "/api/v2.0/labels";
  private final Registry registry;
  private final World world;
  private final Client admin;

  LabelsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void areFoundOnTheArtifactsThatHaveThem() {
    var project = world.privateProject();
    var repository = project.repository("app");
    var marked = repository.push("1", Image.of("marked"));
    repository.push("2", Image.of("plain"));
    var artifacts = repository.api() + "/artifacts";
    int label = project(project, "stable");
    int other = project(project, "other");

    assertThat(admin.send("POST", artifacts + "/1/labels", Map.of("id", label))).hasStatus(200);
    assertThat(admin.send("POST", artifacts + "/1/labels", Map.of("id", label)))
        .isRefused(409, "CONFLICT");
    var found = admin.get(artifacts + "?with_label=true&q=labels=(" + label + ")");
    assertThat(found.each("/digest")).containsExactly(marked.digest());
    assertThat(found.each("/labels/0/name")).containsExactly("stable");
    assertThat(admin.get(artifacts + "?q=labels=(" + label + "%20" + other + ")").each("/digest"))
        .isEmpty();

    assertThat(admin.delete(LABELS + "/" + label)).hasStatus(200);
    assertThat(admin.get(artifacts + "/1?with_label=true").json().path("labels").isNull()).isTrue();
  }

  @Test
  void ofAProjectAreTheAffairOfItsPeople() {
    var project = world.privateProject();
    int label = project(project, "stable");
    var maintainer = Client.of(registry, project.member(Role.MAINTAINER));
    var developer = Client.of(registry, project.member(Role.DEVELOPER));
    var stranger = Client.of(registry, world.user());

    assertThat(stranger.get(LABELS + "/" + label)).isRefused(403, "FORBIDDEN");
    assertThat(developer.send("PUT", LABELS + "/" + label, Map.of("name", "mine")))
        .isRefused(403, "FORBIDDEN");
    assertThat(
            maintainer.send("PUT", LABELS + "/" + label, Map.of("name", "new", "color", "#00FF00")))
        .hasStatus(200);
    assertThat(developer.get(LABELS + "?scope=p&project_id=" + project.id()).each("/name"))
        .containsExactly("new");
    assertThat(maintainer.send("POST", LABELS, Map.of("name", Names.fresh("l"), "scope", "g")))
        .isRefused(403, "FORBIDDEN");
  }

  @Test
  void ofAProjectAreToStrangersLikeThoseThatAreNotThere() {
    int label = project(world.privateProject(), "stable");
    for (var stranger : List.of(registry.as(world.user()), registry.asNobody())) {
      for (var method : List.of("GET", "PUT", "DELETE")) {
        var body = method.equals("PUT") ? "{\"name\":\"mine\"}" : "";
        var there = stranger.send(method, LABELS + "/" + label, body);
        var missing = stranger.send(method, LABELS + "/2000000000", body);
        assertThat(missing).hasStatus(there.status()).hasBody(there.body());
      }
    }
    assertThat(admin.get(LABELS + "/2000000000")).isRefused(404, "NOT_FOUND");
  }

  @Test
  void areNotForTheArtifactsOfOtherProjects() {
    var project = world.privateProject();
    var repository = project.repository("app");
    repository.push("1", Image.of("a layer"));
    int foreign = project(world.privateProject(), "stable");

    assertThat(admin.send("POST", repository.api() + "/artifacts/1/labels", Map.of("id", foreign)))
        .isRefused(404, "NOT_FOUND");
  }

  private int project(Project project, String name) {
    Map<String, Object> form = new HashMap<>();
    form.put("name", name);
    form.put("scope", "p");
    form.put("project_id", project.id());
    var answer = admin.send("POST", LABELS, form);
    assertThat(answer).hasStatus(201);
    return answer.newId();
  }
}
