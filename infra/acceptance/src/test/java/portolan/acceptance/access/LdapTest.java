package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// People of an LDAP directory: a real one, spoken to over TCP.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class LdapTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final String SETTINGS = "/api/v2.0/configurations";
  private static final String TEAM = "cn=team,ou=groups,dc=example,dc=org";
  private static final String ADMINS = "cn=admins,ou=groups,dc=example,dc=org";
  private static final Person MIKE = new Person("mike", "Astrolabe-17");
  private static final Person ROOT = new Person("rita", "Astrolabe-17");

  private static InMemoryDirectoryServer directory;
  private static Single registry;
  private static Client admin;

  @BeforeAll
  static void start() throws LDAPException, LDIFException {
    directory = directory();
    registry = Single.started();
    admin = registry.asAdmin();
    var settings =
        Map.of(
            "auth_mode", "ldap_auth",
            "ldap_url", "ldap://127.0.0.1:" + directory.getListenPort(),
            "ldap_search_dn", "cn=reader,dc=example,dc=org",
            "ldap_search_password", "Reader-Secret-1",
            "ldap_base_dn", "ou=people,dc=example,dc=org",
            "ldap_uid", "uid",
            "ldap_filter", "objectClass=inetOrgPerson",
            "ldap_group_base_dn", "ou=groups,dc=example,dc=org",
            "ldap_group_admin_dn", ADMINS);
    assertThat(admin.send("PUT", SETTINGS, settings)).hasStatus(200);
  }

  private static InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
    var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.setListenerConfigs(
        new InMemoryListenerConfig("ldap", InetAddress.getLoopbackAddress(), 0, null, null, null));
    config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
    var server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    server.add(
        "dn: cn=reader,dc=example,dc=org",
        "objectClass: person",
        "cn: reader",
        "userPassword: Reader-Secret-1");
    for (var unit : List.of("people", "groups")) {
      server.add("dn: ou=" + unit + ",dc=example,dc=org", "objectClass: organizationalUnit");
    }
    for (var group : List.of("team", "admins")) {
      server.add(
          "dn: cn=" + group + ",ou=groups,dc=example,dc=org",
          "objectClass: groupOfNames",
          "cn: " + group);
    }
    person(server, "mike", TEAM);
    person(server, "rita", ADMINS);
    person(server, "lena", TEAM);
    server.startListening();
    return server;
  }

  private static void person(InMemoryDirectoryServer server, String uid, String group)
      throws LDAPException, LDIFException {
    server.add(
        "dn: uid=" + uid + ",ou=people,dc=example,dc=org",
        "objectClass: inetOrgPerson",
        "uid: " + uid,
        "cn: Person " + uid,
        "mail: " + uid + "@example.org",
        "memberOf: " + group,
        "userPassword: Astrolabe-17");
  }

  @AfterAll
  static void stop() {
    registry.close();
    directory.shutDown(true);
  }

  @Test
  @Order(1)
  void isTriedBeforeItIsUsed() {
    assertThat(ping(Map.of())).isEqualTo("{\"success\":true}");
    var nobody = ping(Map.of("ldap_url", "ldap://127.0.0.1:9"));
    assertThat(nobody).isEqualTo("{\"message\":\"no directory answers\"}");
    assertThat(ping(Map.of("ldap_url", "ldap://127.0.0.1:" + registry.address().getPort())))
        .isEqualTo(nobody);
    var url = "ldap://127.0.0.1:" + directory.getListenPort();
    var wrong =
        Map.of(
            "ldap_url", url,
            "ldap_search_dn", "cn=reader,dc=example,dc=org",
            "ldap_search_password", "wrong");
    assertThat(ping(wrong)).doesNotContain("success", "Reader-Secret-1");
  }

  @Test
  @Order(2)
  void isLookedInto() {
    var people = admin.get("/api/v2.0/ldap/users/search?username=mike");
    assertThat(people.text())
        .isEqualTo(
            "[{\"username\":\"mike\",\"realname\":\"Person mike\",\"email\":\"mike@example.org\"}]");
    assertThat(admin.get("/api/v2.0/ldap/groups/search?groupname=team").each("/ldap_group_dn"))
        .containsExactly(TEAM);
    assertThat(admin.get("/api/v2.0/ldap/groups/search?groupdn=" + TEAM)).hasStatus(200);
    assertThat(admin.get("/api/v2.0/ldap/groups/search?groupdn=nonsense")).hasStatus(400);
    assertThat(admin.get("/api/v2.0/ldap/groups/search?groupname=none")).hasStatus(404);
  }

  @Test
  @Order(3)
  void letsPeopleIn() {
    var me = registry.as(MIKE).get(ME);
    assertThat(me).hasStatus(200);
    assertThat(me.json().path("realname").asString()).isEqualTo("Person mike");
    assertThat(me.json().path("sysadmin_flag").asBoolean()).isFalse();
    assertThat(signedIn(new Browser(registry), MIKE)).hasStatus(200);
    assertThat(registry.as(MIKE.withPassword("wrong")).get(ME)).hasStatus(401);
    assertThat(registry.as(MIKE.withPassword("")).get(ME)).hasStatus(401);
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {"*", "mi*", "mike)(uid=*", "*)(|(uid=*", "mike\u0000", "\\2a"})
  void takesNoNameForAFilter(String name) {
    assertThat(registry.as(new Person(name, "Astrolabe-17")).get(ME)).hasStatus(401);
    assertThat(signedIn(new Browser(registry), new Person(name, "Astrolabe-17"))).hasStatus(401);
  }

  @Test
  @Order(5)
  void keepsTheFirstAdministratorHere() {
    assertThat(admin.get(ME)).hasStatus(200);
    assertThat(registry.as(Registry.ADMIN.withPassword("Astrolabe-17")).get(ME)).hasStatus(401);
  }

  @Test
  @Order(6)
  void makesItsAdministratorsOurs() {
    var me = registry.as(ROOT).get(ME).json();
    assertThat(me.path("admin_role_in_auth").asBoolean()).isTrue();
    assertThat(registry.as(ROOT).get(SETTINGS)).hasStatus(200);
    assertThat(registry.as(MIKE).get(SETTINGS)).isRefused(403, "FORBIDDEN");
  }

  @Test
  @Order(6)
  void givesRightsAndTakesThemAwayAtOnce() {
    var mike = registry.as(MIKE);
    var flag = "/api/v2.0/users/" + mike.get(ME).json().path("user_id").asInt() + "/sysadmin";
    assertThat(admin.send("PUT", flag, Map.of("sysadmin_flag", true))).hasStatus(200);
    assertThat(mike.get(SETTINGS)).hasStatus(200);
    assertThat(admin.send("PUT", flag, Map.of("sysadmin_flag", false))).hasStatus(200);
    assertThat(mike.get(SETTINGS)).isRefused(403, "FORBIDDEN");
    assertThat(admin.send("PUT", SETTINGS, Map.of("ldap_group_admin_dn", TEAM))).hasStatus(200);
    assertThat(mike.get(SETTINGS)).hasStatus(200);
    assertThat(registry.as(ROOT).get(SETTINGS)).isRefused(403, "FORBIDDEN");
    assertThat(admin.send("PUT", SETTINGS, Map.of("ldap_group_admin_dn", ADMINS))).hasStatus(200);
    assertThat(mike.get(SETTINGS)).isRefused(403, "FORBIDDEN");
  }

  @Test
  @Order(6)
  void hasItsRefusalsRecorded() throws InterruptedException {
    assertThat(registry.as(MIKE.withPassword("Astrolabe-18")).get(ME)).hasStatus(401);
    var refused = "/api/v2.0/auditlog-exts?q=operation=login,operation_result=false,resource=mike";
    eventually(() -> !admin.get(refused).each("/resource").isEmpty());
  }

  @Test
  @Order(7)
  void givesGroupsTheirRolesAndTakesThemAway() throws LDAPException, LDIFException {
    var project = new World(registry).privateProject();
    var group =
        admin.send(
            "POST",
            "/api/v2.0/usergroups",
            Map.of("group_name", "Team", "group_type", 1, "ldap_group_dn", TEAM));
    assertThat(group).hasStatus(201);
    assertThat(signedIn(new Browser(registry), MIKE)).hasStatus(200);
    assertThat(registry.as(MIKE).get(project.api())).isRefused(403, "FORBIDDEN");
    var member = Map.of("role_id", 2, "member_group", Map.of("ldap_group_dn", TEAM));
    assertThat(admin.send("POST", project.api() + "/members", member)).hasStatus(201);
    for (int type : new int[] {1, 3}) {
      var named = Map.of("group_name", "Team", "group_type", type);
      var again = Map.of("role_id", 2, "member_group", named);
      assertThat(admin.send("POST", project.api() + "/members", again))
          .hasStatus(type == 1 ? 409 : 404);
    }
    var browser = new Browser(registry);
    signedIn(browser, new Person("lena", "Astrolabe-17"));
    assertThat(browser.get(project.api())).hasStatus(200);
    assertThat(browser.get("/api/v2.0/projects?name=" + project.name()).each("/name"))
        .contains(project.name());
    assertThat(admin.get(project.api() + "/members").each("/entity_name")).contains("Team");
    // At the next sign-in the directory says something else.
    directory.modify(
        "dn: uid=lena,ou=people,dc=example,dc=org", "changetype: modify", "delete: memberOf");
    var later = new Browser(registry);
    signedIn(later, new Person("lena", "Astrolabe-17"));
    assertThat(later.get(project.api())).isRefused(403, "FORBIDDEN");
    assertThat(browser.get(project.api())).isRefused(403, "FORBIDDEN");
  }

  @Test
  @Order(8)
  void hasItsPeopleTakenOver() throws LDAPException, LDIFException {
    person(directory, "nora", TEAM);
    var both = Map.of("ldap_uid_list", List.of("nora", "nobody"));
    var answer = admin.send("POST", "/api/v2.0/ldap/users/import", both);
    assertThat(answer).hasStatus(404);
    assertThat(answer.each("/uid")).containsExactly("nobody");
    assertThat(admin.get("/api/v2.0/users?q=username=nora").each("/email"))
        .containsExactly("nora@example.org");
  }

  @Test
  @Order(8)
  void givesRolesToPeopleWhoHaveNotComeYet() throws LDAPException, LDIFException {
    person(directory, "zoe", TEAM);
    var project = new World(registry).privateProject();
    var zoe = Map.of("role_id", 2, "member_user", Map.of("username", "zoe"));
    assertThat(admin.send("POST", project.api() + "/members", zoe)).hasStatus(201);
    assertThat(registry.as(new Person("zoe", "Astrolabe-17")).get(project.api())).hasStatus(200);
    var nobody = Map.of("role_id", 2, "member_user", Map.of("username", "nobody"));
    assertThat(admin.send("POST", project.api() + "/members", nobody)).hasStatus(404);
  }

  @Test
  @Order(9)
  void leavesAccountsAndPasswordsToTheDirectory() {
    int id = registry.as(MIKE).get(ME).json().path("user_id").asInt();
    var change = Map.of("old_password", "Astrolabe-17", "new_password", "Quadrant-99");
    assertThat(registry.as(MIKE).send("PUT", "/api/v2.0/users/" + id + "/password", change))
        .isRefused(403, "FORBIDDEN");
    var form =
        Map.of(
            "username",
            "local",
            "email",
            "l@example.org",
            "realname",
            "L",
            "password",
            World.PASSWORD);
    assertThat(admin.send("POST", "/api/v2.0/users", form)).isRefused(403, "FORBIDDEN");
  }

  @Test
  @Order(10)
  void locksNobodyOutForGoodWhenItIsAway() {
    directory.shutDown(true);
    assertThat(admin.get(ME)).hasStatus(200);
    assertThat(registry.as(new Person("other", "Astrolabe-17")).forgiving().get(ME).status())
        .isEqualTo(503);
  }

  private static String ping(Map<String, String> settings) {
    var answer =
        settings.isEmpty()
            ? admin.post("/api/v2.0/ldap/ping")
            : admin.send("POST", "/api/v2.0/ldap/ping", settings);
    assertThat(answer).hasStatus(200);
    return answer.text();
  }

  private static Answer signedIn(Browser browser, Person person) {
    browser.get("/c/login");
    return browser.form(
        "/c/login", Map.of("principal", person.name(), "password", person.password()));
  }
}
