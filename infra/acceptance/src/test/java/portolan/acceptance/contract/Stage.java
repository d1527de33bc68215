package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// A project with one of everything in it, and the means to make more.
final class Stage {
  static final String API = "/api/v2.0";
  static final String REPOSITORY = "app";
  static final String TAG = "1";

  private final Registry registry;
  private final World world;
  private final Client admin;
  private final Project project;
  private final Image image;
  private final int user;
  private final int member;
  private final int robot;
  private final int label;
  private final int group;
  private final int rule;
  private final int grant;
  private final int role;

  private Stage(Registry registry, Project project) {
    this.registry = registry;
    this.world = project.world();
    this.admin = registry.asAdmin();
    this.project = project;
    this.image = project.repository(REPOSITORY).push(TAG, Image.of("stands on the stage"));
    this.user = newUser();
    this.member = newMember(user);
    this.robot = newRobot(false);
    this.label = newLabel(false);
    this.group = newGroup();
    this.rule = newRule();
    this.grant = newGrant();
    this.role = newRole();
  }

  static Stage in(Registry registry, boolean open) {
    var world = new World(registry);
    return new Stage(registry, open ? world.publicProject() : world.privateProject());
  }

  Registry registry() {
    return registry;
  }

  Project project() {
    return project;
  }

  Client admin() {
    return admin;
  }

  String digest() {
    return image.digest();
  }

  int user() {
    return user;
  }

  int member() {
    return member;
  }

  int robot() {
    return robot;
  }

  int label() {
    return label;
  }

  int group() {
    return group;
  }

  int rule() {
    return rule;
  }

  int grant() {
    return grant;
  }

  int role() {
    return role;
  }

  int newUser() {
    var name = Names.fresh("extra");
    world.user(name);
    return admin.get(API + "/users?q=username=" + name).json().path(0).path("user_id").asInt();
  }

  int newMember() {
    return newMember(newUser());
  }

  private int newMember(int who) {
    return made(
        project.api() + "/members", Map.of("role_id", 3, "member_user", Map.of("user_id", who)));
  }

  Repository newRepository() {
    var repository = project.repository(Names.fresh("repository"));
    repository.push(TAG, Image.of());
    return repository;
  }

  /// The digest of one more artifact beside the first.
  String newArtifact() {
    var text = Names.fresh("artifact");
    return project.repository(REPOSITORY).push(text, Image.of(text)).digest();
  }

  String newTag() {
    var tag = Names.fresh("tag");
    post(artifact() + "/tags", Map.of("name", tag));
    return tag;
  }

  String artifact() {
    return project.api() + "/repositories/" + REPOSITORY + "/artifacts/" + digest();
  }

  /// A label of the project, or of the registry.
  int newLabel(boolean ofRegistry) {
    return made(API + "/labels", labelForm(ofRegistry));
  }

  Map<String, Object> labelForm(boolean ofRegistry) {
    return ofRegistry
        ? Map.of("name", Names.fresh("label"), "scope", "g")
        : Map.of("name", Names.fresh("label"), "scope", "p", "project_id", project.id());
  }

  int newAttachedLabel() {
    int label = newLabel(false);
    post(artifact() + "/labels", Map.of("id", label));
    return label;
  }

  int newRule() {
    return made(project.api() + "/immutabletagrules", ruleForm(0));
  }

  /// A rule that protects nothing that a test has.
  Map<String, Object> ruleForm(int id) {
    return Map.of(
        "id",
        id,
        "disabled",
        true,
        "tag_selectors",
        List.of(
            Map.of("kind", "doublestar", "decoration", "matches", "pattern", Names.fresh("never"))),
        "scope_selectors",
        Map.of(
            "repository",
            List.of(
                Map.of("kind", "doublestar", "decoration", "repoMatches", "pattern", "never"))));
  }

  int newGrant() {
    return made(project.api() + "/repositorygrants", grantForm());
  }

  Map<String, Object> grantForm() {
    return Map.of(
        "repositories", "app/**", "role_id", 3, "member_user", Map.of("user_id", newUser()));
  }

  int newRole() {
    return made(API + "/roles", roleForm());
  }

  Map<String, Object> roleForm() {
    return Map.of(
        "name",
        Names.fresh("role"),
        "permissions",
        List.of(Map.of("resource", "repository", "action", "pull")));
  }

  int newGroup() {
    return made(API + "/usergroups", groupForm());
  }

  Map<String, Object> groupForm() {
    return Map.of("group_name", Names.fresh("group"), "group_type", 3);
  }

  int newRobot(boolean ofRegistry) {
    return post(API + "/robots", robotForm(ofRegistry)).json().path("id").asInt();
  }

  /// A robot that may make robots and nothing else, so that one that may can make it.
  Map<String, Object> robotForm(boolean ofRegistry) {
    var access = List.of(Map.of("resource", "robot", "action", "create"));
    return Map.of(
        "name",
        Names.fresh("robot"),
        "level",
        ofRegistry ? "system" : "project",
        "duration",
        -1,
        "permissions",
        List.of(
            Map.of(
                "kind",
                ofRegistry ? "system" : "project",
                "namespace",
                ofRegistry ? "/" : project.name(),
                "access",
                access)));
  }

  /// Makes sure that a setting of the project is there, or is not.
  void setting(String key, boolean there) {
    var settings = project.api() + "/metadatas/";
    assertThat(admin.delete(settings + key).status()).isIn(200, 404);
    if (there) {
      assertThat(admin.send("POST", settings, Map.of(key, "low"))).hasStatus(200);
    }
  }

  String icon() {
    return admin.get(artifact()).json().path("icon").asString();
  }

  private int made(String path, Object json) {
    return post(path, json).newId();
  }

  private Answer post(String path, Object json) {
    var answer = admin.send("POST", path, json);
    assertThat(answer).hasStatus(200, 201);
    return answer;
  }
}
