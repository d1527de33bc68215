package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portolan.acceptance.client.Answer;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// How each operation is asked for so that it succeeds for whoever may.
final class Asking {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /// Nobody listens there.
  private static final String SILENT = "http://127.0.0.1:1";

  private final Stage stage;
  private final Stage open;

  /// @param open with a public project
  Asking(Stage stage, Stage open) {
    this.stage = stage;
    this.open = open;
  }

  /// @param sense `registry`, `self` or empty
  /// @param self the number of the person who will ask, for the sense `self`
  Ask ask(Operation operation, String sense, int self) {
    boolean ofRegistry = sense.equals("registry");
    return switch (operation.id()) {
      case "search" -> plain(operation).query("q=a");
      case "pingLdap" -> plain(operation).json(Map.of());
      case "searchLdapUser", "searchLdapGroup" -> plain(operation).provedBy(400);
      case "importLdapUser" -> plain(operation).json(Map.of()).provedBy(400);
      case "pingOIDC" -> plain(operation).json(Map.of("url", SILENT)).provedBy(400);
      case "updateConfigurations" -> plain(operation).json(Map.of("ldap_timeout", 5));
      case "putSystemCVEAllowlist" -> plain(operation).json(Map.of("items", new String[0]));
      case "updateQuota" -> plain(operation).json(Map.of("hard", Map.of("storage", -1)));
      case "tokenService" ->
          plain(operation).query("service=harbor-registry&scope=repository:x/y:pull");
      case "exchangeToken" -> plain(operation).form("grant_type=none").provedBy(400);
      case "login", "userExists", "oidcOnboard" -> fromAPage(operation);
      default -> ofPeople(operation, sense, self, ofRegistry);
    };
  }

  /// A path whose variables that are still there name what is on the stage.
  String filled(String path) {
    return VARIABLE
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(usual(found.group(1))));
  }

  /// Leaves nothing behind of what an answer says was made.
  void takeAway(Answer answer) {
    if (answer.status() == 201 && answer.header("Location").isPresent()) {
      assertThat(stage.admin().delete(answer.location())).hasStatus(200);
    }
  }

  private Ask ofPeople(Operation operation, String sense, int self, boolean ofRegistry) {
    int user = sense.equals("self") ? self : stage.user();
    return switch (operation.id()) {
      case "getUser" -> at(operation, "user_id", user);
      case "updateUserProfile" -> at(operation, "user_id", user).json(profile());
      case "createUser" -> plain(operation).json(account()).onlyOnce();
      case "deleteUser" -> at(operation, "user_id", stage.newUser()).onlyOnce();
      case "setUserSysAdmin" -> plain(operation).json(Map.of("sysadmin_flag", false));
      case "updateUserPassword" ->
          plain(operation).json(Map.of("new_password", Names.fresh("Astrolabe"))).onlyOnce();
      case "setCliSecret" -> plain(operation).json(Map.of("secret", World.PASSWORD)).provedBy(412);
      case "searchUsers" -> plain(operation).query("username=a");
      case "searchUserGroups" -> plain(operation).query("groupname=a");
      case "createUserGroup" -> plain(operation).json(stage.groupForm()).onlyOnce();
      case "getUserGroup" -> at(operation, "group_id", stage.newGroup());
      case "updateUserGroup" ->
          at(operation, "group_id", stage.newGroup()).json(stage.groupForm()).onlyOnce();
      case "deleteUserGroup" -> at(operation, "group_id", stage.newGroup()).onlyOnce();
      case "createRole" -> plain(operation).json(stage.roleForm()).onlyOnce();
      case "updateRole" -> plain(operation).json(Map.of("description", "told anew"));
      case "deleteRole" -> at(operation, "role_id", stage.newRole()).onlyOnce();
      case "createProjectMember" -> plain(operation).json(newcomer()).onlyOnce();
      case "updateProjectMember" -> plain(operation).json(Map.of("role_id", 3));
      case "deleteProjectMember" -> at(operation, "mid", stage.newMember()).onlyOnce();
      default -> ofRobotsAndLabels(operation, ofRegistry);
    };
  }

  private Ask ofRobotsAndLabels(Operation operation, boolean ofRegistry) {
    return switch (operation.id()) {
      case "listRobot" ->
          ofRegistry
              ? plain(operation)
              : plain(operation).query("q=Level=project,ProjectID=" + stage.project().id());
      case "createRobot" -> plain(operation).json(stage.robotForm(ofRegistry)).onlyOnce();
      case "getRobotByID" -> at(operation, "robot_id", stage.newRobot(ofRegistry));
      case "refreshSec" -> at(operation, "robot_id", stage.newRobot(ofRegistry)).json(Map.of());
      case "deleteRobot" -> at(operation, "robot_id", stage.newRobot(ofRegistry)).onlyOnce();
      case "updateRobot" -> {
        var ask = at(operation, "robot_id", stage.newRobot(ofRegistry));
        yield ask.json(stage.admin().get(ask.path()).json());
      }
      case "listLabels" ->
          ofRegistry
              ? plain(operation).query("scope=g")
              : plain(operation).query("scope=p&project_id=" + stage.project().id());
      case "createLabel" -> plain(operation).json(stage.labelForm(ofRegistry)).onlyOnce();
      case "getLabelByID" -> at(operation, "label_id", stage.newLabel(ofRegistry));
      case "updateLabel" ->
          at(operation, "label_id", stage.newLabel(ofRegistry))
              .json(stage.labelForm(ofRegistry))
              .onlyOnce();
      case "deleteLabel" -> at(operation, "label_id", stage.newLabel(ofRegistry)).onlyOnce();
      default -> ofProjects(operation);
    };
  }

  private Ask ofProjects(Operation operation) {
    return switch (operation.id()) {
      case "headProject" -> plain(operation).query("project_name=" + stage.project().name());
      case "createProject" ->
          plain(operation).json(Map.of("project_name", Names.fresh("made"))).onlyOnce();
      case "updateProject" ->
          plain(operation).json(Map.of("metadata", Map.of("auto_scan", "false")));
      case "deleteProject" -> plain(operation).provedBy(412);
      case "addProjectMetadatas" -> {
        stage.setting("severity", false);
        yield plain(operation).json(Map.of("severity", "low")).onlyOnce();
      }
      case "updateProjectMetadata" ->
          at(operation, "meta_name", "severity").json(Map.of("severity", "low"));
      case "deleteProjectMetadata" -> {
        stage.setting("severity", true);
        yield at(operation, "meta_name", "severity").onlyOnce();
      }
      case "createTrustRule" -> plain(operation).json(trust()).provedBy(400);
      case "updateTrustRule" -> plain(operation).json(trust()).provedBy(404);
      case "getTrustRule", "deleteTrustRule" -> plain(operation).provedBy(404);
      case "createRepositoryGrant" -> plain(operation).json(stage.grantForm()).onlyOnce();
      case "updateRepositoryGrant" -> plain(operation).json(Map.of("role_id", 3));
      case "deleteRepositoryGrant" -> at(operation, "grant_id", stage.newGrant()).onlyOnce();
      case "createImmuRule" -> plain(operation).json(stage.ruleForm(0)).onlyOnce();
      case "updateImmuRule" -> {
        int rule = stage.newRule();
        yield at(operation, "immutable_rule_id", rule).json(stage.ruleForm(rule));
      }
      case "deleteImmuRule" -> at(operation, "immutable_rule_id", stage.newRule()).onlyOnce();
      default -> ofRepositories(operation);
    };
  }

  private Ask ofRepositories(Operation operation) {
    return switch (operation.id()) {
      case "updateRepository" -> plain(operation).json(Map.of("description", "told anew"));
      case "deleteRepository" -> at(operation, "repository_name", newRepository()).onlyOnce();
      case "copyArtifact" ->
          at(operation, "repository_name", Names.fresh("copy"))
              .query("from=" + open.project().name() + "/" + Stage.REPOSITORY + ":" + Stage.TAG)
              .onlyOnce();
      case "deleteArtifact" -> at(operation, "reference", stage.newArtifact()).onlyOnce();
      case "createTag" -> plain(operation).json(Map.of("name", Names.fresh("tag"))).onlyOnce();
      case "deleteTag" -> at(operation, "tag_name", stage.newTag()).onlyOnce();
      case "addLabel" -> plain(operation).json(Map.of("id", stage.newLabel(false))).onlyOnce();
      case "removeLabel" -> at(operation, "label_id", stage.newAttachedLabel()).onlyOnce();
      default -> operation.method().equals("GET") ? plain(operation) : empty(operation);
    };
  }

  /// With a body, where the operation is left for later and its body is not told.
  private Ask empty(Operation operation) {
    return plain(operation).json(Map.of());
  }

  private Ask plain(Operation operation) {
    return at(operation, "", "");
  }

  private Ask at(Operation operation, String variable, Object value) {
    var path = operation.path().replace("{" + variable + "}", value.toString());
    return Ask.of(operation.method(), filled(path));
  }

  private String usual(String variable) {
    return switch (variable) {
      case "project_name", "project_name_or_id" -> stage.project().name();
      case "repository_name" -> Stage.REPOSITORY;
      case "reference" -> stage.digest();
      case "addition" -> "build_history";
      case "meta_name" -> "public";
      case "mid" -> Integer.toString(stage.member());
      case "user_id" -> Integer.toString(stage.user());
      case "robot_id" -> Integer.toString(stage.robot());
      case "label_id" -> Integer.toString(stage.label());
      case "group_id" -> Integer.toString(stage.group());
      case "immutable_rule_id" -> Integer.toString(stage.rule());
      case "grant_id" -> Integer.toString(stage.grant());
      case "role_id" -> Integer.toString(stage.role());
      case "tag_name" -> Stage.TAG;
      case "digest" -> stage.icon();
      case "id" -> Integer.toString(stage.project().id());
      default -> "1";
    };
  }

  /// What only a page of the registry may send: with the token that it was given.
  private Ask fromAPage(Operation operation) {
    var page = stage.registry().asNobody().get("/c/log_out");
    var cookies =
        page.headers().allValues("Set-Cookie").stream()
            .map(it -> it.split(";", 2)[0])
            .filter(it -> it.startsWith("_gorilla_csrf="))
            .findFirst()
            .orElseThrow();
    var ask =
        plain(operation)
            .header("Cookie", cookies)
            .header("X-Harbor-CSRF-Token", page.must("X-Harbor-CSRF-Token"));
    return switch (operation.id()) {
      case "login" -> ask.form("principal=admin&password=" + Registry.ADMIN.password());
      case "userExists" -> ask.form("target=username&value=admin");
      default -> ask.json(Map.of("username", "somebody"));
    };
  }

  private String newRepository() {
    var name = stage.newRepository().name();
    return name.substring(name.indexOf('/') + 1);
  }

  private Map<String, Object> newcomer() {
    return Map.of("role_id", 3, "member_user", Map.of("user_id", stage.newUser()));
  }

  /// Of an issuer that the registry does not list.
  private static Map<String, Object> trust() {
    return Map.of(
        "name", "nobody",
        "issuer", "https://issuer.invalid",
        "audience", "portolan",
        "claims", Map.of("sub", "nobody"),
        "permissions", List.of(Map.of("resource", "repository", "action", "pull")));
  }

  private static Map<String, Object> account() {
    var name = Names.fresh("registered");
    var profile = new HashMap<String, Object>(profile());
    profile.put("username", name);
    profile.put("password", World.PASSWORD);
    return profile;
  }

  private static Map<String, Object> profile() {
    return Map.of(
        "email", Names.fresh("mail") + "@example.org", "realname", "Somebody", "comment", "none");
  }
}
