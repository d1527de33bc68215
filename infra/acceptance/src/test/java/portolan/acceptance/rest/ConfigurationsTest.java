package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// What an administrator sets for the whole registry, on a registry of its own.
@Tag("alone")
class ConfigurationsTest {
  private static final String SETTINGS = "/api/v2.0/configurations";
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() {
    registry = Single.started();
    admin = registry.asAdmin();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void areShownAndSet() {
    set("session_timeout", 90);
    var settings = admin.get(SETTINGS).json();
    assertThat(settings.at("/session_timeout/value").asInt()).isEqualTo(90);
    assertThat(settings.at("/session_timeout/editable").asBoolean()).isTrue();
    assertThat(settings.at("/ldap_uid/value").asString()).isEqualTo("cn");
    assertThat(
            admin.get("/api/v2.0/auditlog-exts?q=resource=session_timeout").each("/resource_type"))
        .contains("configuration");
    assertThat(
            registry
                .database()
                .rows(
                    "SELECT new_value->>'session_timeout' FROM views.audit"
                        + " WHERE resource = 'session_timeout'"))
        .contains("90");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token_expiration\": 0}",
        "{\"token_expiration\": 10000000000}",
        "{\"auth_mode\": \"no_such_auth\"}",
        "{\"project_creation_restriction\": \"nobody\"}",
        "{\"robot_name_prefix\": \"\"}",
        "{\"storage_per_project\": -2}",
        "{\"ldap_scope\": 3}",
        "{\"skip_audit_log_database\": true}",
        "{\"audit_log_forward_endpoint\": \"127.0.0.1:9\"}",
        "{\"oidc_extra_redirect_parms\": \"[]\"}"
      })
  void refuseWhatCannotHold(String change) {
    assertThat(admin.send("PUT", SETTINGS, change)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void refuseOtherTypes() {
    assertThat(admin.send("PUT", SETTINGS, "{\"token_expiration\": \"x\"}"))
        .isRefused(422, "UNPROCESSABLE_ENTITY")
        .says("token_expiration in body must be of type int64");
    assertThat(admin.send("PUT", SETTINGS, "{\"read_only\": \"true\"}"))
        .isRefused(422, "UNPROCESSABLE_ENTITY")
        .says("read_only in body must be of type boolean");
    assertThat(admin.send("PUT", SETTINGS, "[]")).isRefused(422, "UNPROCESSABLE_ENTITY");
  }

  @Test
  void keepSecretsToThemselves() {
    set("ldap_search_password", "Sextant-Secret-5");
    assertThat(admin.get(SETTINGS).text()).doesNotContain("Sextant-Secret-5", "search_password");
    var logs = admin.get("/api/v2.0/auditlog-exts?q=resource=ldap_search_password").text();
    assertThat(logs).contains("ldap_search_password").doesNotContain("Sextant-Secret-5");
    assertThat(registry.database().rows("SELECT key, secret FROM setting_row"))
        .anyMatch(row -> row.startsWith("ldap_search_password|settings|"))
        .noneMatch(row -> row.contains("Sextant-Secret-5"));
  }

  @Test
  void areForAdministratorsAlone() {
    var somebody = registry.as(new World(registry).user());
    assertThat(somebody.get(SETTINGS)).isRefused(403, "FORBIDDEN");
    assertThat(somebody.send("PUT", SETTINGS, Map.of("read_only", true)))
        .isRefused(403, "FORBIDDEN");
    assertThat(registry.asNobody().get(SETTINGS)).isRefused(401, "UNAUTHORIZED");
    assertThat(admin.get("/api/v2.0/internalconfig")).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void keepTheWayOfSigningInOncePeopleAreThere() {
    new World(registry).user();
    assertThat(admin.send("PUT", SETTINGS, Map.of("auth_mode", "ldap_auth")))
        .isRefused(400, "BAD_REQUEST");
    assertThat(admin.get(SETTINGS).json().at("/auth_mode/editable").asBoolean(true)).isFalse();
  }

  @Test
  void letNobodyChangeAnythingWhileReadOnly() throws InterruptedException {
    var project = new World(registry).privateProject();
    set("read_only", true);
    try {
      var refused = admin.send("POST", "/api/v2.0/projects", Map.of("project_name", "x"));
      assertThat(refused).isRefused(403, "DENIED");
      assertThat(admin.post("/v2/" + project.name() + "/a/blobs/uploads/"))
          .isRefused(403, "DENIED");
      assertThat(admin.delete("//api/v2.0/projects/" + project.name())).isRefused(403, "DENIED");
      assertThat(admin.get(project.api())).hasStatus(200);
    } finally {
      set("read_only", false);
    }
    assertThat(admin.delete(project.api())).hasStatus(200);
    var refused = "/api/v2.0/auditlog-exts?page_size=100&q=operation_result=false,operation=create";
    var path = "/v2/" + project.name() + "/a/blobs/uploads/";
    eventually(() -> admin.get(refused).text().contains(path));
  }

  @Test
  void sayWhoMayMakeProjects() {
    var somebody = registry.as(new World(registry).user());
    set("project_creation_restriction", "adminonly");
    try {
      assertThat(made(somebody)).isRefused(403, "FORBIDDEN");
    } finally {
      set("project_creation_restriction", "everyone");
    }
    assertThat(made(somebody)).hasStatus(201);
  }

  @Test
  void sayHowRobotsAreCalled() {
    var project = new World(registry).privateProject();
    var robot = new World(registry).robot(project, "pull");
    set("robot_name_prefix", "bot-");
    try {
      var renamed = robot.name().replace("robot$", "bot-");
      var now = registry.as(new Person(renamed, robot.password()));
      assertThat(now.get("/v2/")).hasStatus(200);
      assertThat(registry.as(robot).get("/v2/")).hasStatus(401);
    } finally {
      set("robot_name_prefix", "robot$");
    }
  }

  @Test
  void lockNobodyOutWhoseNameBeginsAsRobotsDo() {
    set("robot_name_prefix", "adm");
    try {
      assertThat(admin.get("/api/v2.0/users/current")).hasStatus(200);
    } finally {
      set("robot_name_prefix", "robot$");
    }
  }

  @Test
  void sayHowLongTokensAreGood() {
    set("token_expiration", 7);
    var token = admin.get("/service/token?service=harbor-registry").json();
    assertThat(token.path("expires_in").asInt()).isEqualTo(420);
    set("token_expiration", 30);
  }

  @Test
  void areGivenByTheEnvironmentWhereItSaysSo() {
    try (var fixed =
        Single.started(
            Map.of("PORTOLAN_CONFIG_OVERWRITE_JSON", "{\"banner_message\": \"by deployment\"}"))) {
      var settings = fixed.asAdmin().get(SETTINGS).json();
      assertThat(settings.at("/banner_message/value").asString()).isEqualTo("by deployment");
      assertThat(settings.at("/banner_message/editable").asBoolean(true)).isFalse();
      assertThat(fixed.asAdmin().send("PUT", SETTINGS, Map.of("banner_message", "mine")))
          .isRefused(403, "FORBIDDEN");
      assertThat(fixed.asNobody().get("/api/v2.0/systeminfo").text()).contains("by deployment");
    }
  }

  private static Answer made(Client who) {
    return who.send("POST", "/api/v2.0/projects", Map.of("project_name", Names.fresh("mine")));
  }

  private static void set(String key, Object value) {
    assertThat(admin.send("PUT", SETTINGS, Map.of(key, value))).hasStatus(200);
  }
}
