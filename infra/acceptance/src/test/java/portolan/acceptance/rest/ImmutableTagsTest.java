package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Tags that a project's rules keep where they are.
@AgainstTheRegistry
class ImmutableTagsTest {
  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;
  private Repository repository;

  ImmutableTagsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
    repository = project.repository("app");
  }

  @Test
  void areNeitherPushedOverNorDeleted() {
    var image = repository.push("v1", Image.of("first"));
    var other = repository.push("latest", Image.of("second"));
    assertThat(admin.send("POST", rules(), rule("v*", false))).hasStatus(201);

    assertThat(repository.putManifest("v1", other.manifest()))
        .isRefused(412, "PRECONDITION")
        .says("'app:v1' configured as immutable");
    var artifact = repository.api() + "/artifacts/v1";
    assertThat(admin.delete(artifact + "/tags/v1")).isRefused(412, "PRECONDITION");
    assertThat(admin.delete(artifact)).isRefused(412, "PRECONDITION");
    assertThat(admin.delete(repository.api())).isRefused(412, "PRECONDITION");
    assertThat(repository.deleteManifest(image.digest())).isRefused(412, "PRECONDITION");
    assertThat(repository.manifest("v1")).hasHeader("Docker-Content-Digest", image.digest());

    assertThat(repository.putManifest("latest", image.manifest())).hasStatus(201);
    var tags = admin.get(artifact + "/tags?with_immutable_status=true&sort=name");
    assertThat(tags.each("/name")).containsExactly("latest", "v1");
    assertThat(tags.each("/immutable")).containsExactly("false", "true");
  }

  @Test
  void areFreeAgainOnceTheirRuleIsDisabled() {
    repository.push("v1", Image.of("first"));
    var other = repository.push("latest", Image.of("second"));
    int rule = admin.send("POST", rules(), rule("v*", false)).newId();
    var disabled = Map.of("id", rule, "disabled", true);

    assertThat(admin.send("PUT", rules() + "/" + rule, disabled)).hasStatus(200);
    assertThat(admin.get(rules()).each("/tag_selectors/0/pattern")).containsExactly("v*");

    assertThat(repository.putManifest("v1", other.manifest())).hasStatus(201);
  }

  @Test
  void keepWhatClientsKeepInTheirRules() {
    var rule = new HashMap<>(rule("v*", false));
    rule.put("params", Map.of("note", Map.of("of", List.of(1, "two"))));
    var selector = Map.of("kind", "doublestar", "decoration", "matches", "pattern", "v*");
    var filled = new HashMap<>(selector);
    filled.put("extras", "{\"untagged\":true}");
    rule.put("tag_selectors", List.of(filled));
    int id = admin.send("POST", rules(), rule).newId();
    var made = admin.get(rules()).json().get(0);
    assertThat(made.at("/tag_selectors/0/extras").asString()).isEqualTo("{\"untagged\":true}");
    assertThat(made.at("/scope_selectors/repository/0").has("extras")).isFalse();
    assertThat(made.at("/params/note/of/1").asString()).isEqualTo("two");

    var emptied = Map.of("id", id, "params", Map.of(), "tag_selectors", List.of(selector));
    assertThat(admin.send("PUT", rules() + "/" + id, emptied)).hasStatus(200);
    var changed = admin.get(rules()).json().get(0);
    assertThat(changed.has("params")).isFalse();
    assertThat(changed.at("/tag_selectors/0").has("extras")).isFalse();
    rule.put("params", Map.of("note", "x".repeat(5000)));
    assertThat(admin.send("POST", rules(), rule)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void areTheAffairOfMaintainers() {
    var maintainer = Client.of(registry, project.member(Role.MAINTAINER));
    var developer = Client.of(registry, project.member(Role.DEVELOPER));

    assertThat(developer.send("POST", rules(), rule("v*", false))).isRefused(403, "FORBIDDEN");
    assertThat(maintainer.send("POST", rules(), rule("v*", false))).hasStatus(201);
    assertThat(maintainer.send("POST", rules(), rule("v*", false))).isRefused(409, "CONFLICT");
    assertThat(maintainer.send("POST", rules(), Map.of())).isRefused(400, "BAD_REQUEST");
    assertThat(maintainer.get(rules()).each("/tag_selectors/0/pattern")).containsExactly("v*");
    int rule = maintainer.get(rules()).json().at("/0/id").asInt();
    var elsewhere = world.privateProject().api() + "/immutabletagrules/" + rule;
    assertThat(admin.delete(elsewhere)).isRefused(404, "NOT_FOUND");
  }

  @Test
  void areInTheTrailWithWhoTriedToMoveThem() throws InterruptedException {
    var repository = project.repository("kept");
    repository.push("v1", Image.of("first"));
    assertThat(admin.send("POST", rules(), rule("v*", false))).hasStatus(201);
    var other = Image.of("second");
    other.blobs().forEach(repository::pushBlob);
    assertThat(repository.putManifest("v1", other.manifest())).hasStatus(412);
    var refused = "/api/v2.0/auditlog-exts?page_size=100&q=operation_result=false,operation=update";
    eventually(() -> admin.get(refused).text().contains(repository.path("manifests/v1")));
  }

  private String rules() {
    return project.api() + "/immutabletagrules";
  }

  private static Map<String, Object> rule(String tags, boolean disabled) {
    return Map.of(
        "disabled",
        disabled,
        "action",
        "immutable",
        "template",
        "immutable_template",
        "tag_selectors",
        List.of(Map.of("kind", "doublestar", "decoration", "matches", "pattern", tags)),
        "scope_selectors",
        Map.of(
            "repository",
            List.of(Map.of("kind", "doublestar", "decoration", "repoMatches", "pattern", "**"))));
  }
}
