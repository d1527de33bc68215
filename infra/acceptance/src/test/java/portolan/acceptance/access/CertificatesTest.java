package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Certificate;
import portolan.acceptance.running.Home;
import portolan.acceptance.running.Single;

/// Directories that are spoken to over TLS: which certificates are believed, and what is said when
/// one is not. Each kind of directory is there twice, once under its own name and once with a
/// certificate of another place.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class CertificatesTest {
  private static final String ME = "/api/v2.0/users/current";
  private static final Person PIA = new Person("pia", "Astrolabe-17");

  private static Path folder;
  private static Certificate own;
  private static InMemoryDirectoryServer ldap;
  private static HttpsServer web;
  private static HttpsServer elsewhere;

  /// Trusts what every Java installation does.
  private static Single plain;

  /// Trusts both certificates of the tests too.
  private static Single trusting;

  private static IdentityProvider provider;

  @BeforeAll
  static void start() throws Exception {
    folder = Home.scratch("certificates");
    own = Certificate.madeIn(folder);
    var others = Certificate.ofAnotherPlaceIn(folder);
    ldap = ldap(others);
    web = web(own);
    elsewhere = web(others);
    plain = Single.started();
    var options = Certificate.trusting(folder.resolve("trusted.p12"), own, others);
    trusting = Single.started(Map.of("JAVA_TOOL_OPTIONS", options));
  }

  @AfterAll
  static void stop() {
    plain.close();
    trusting.close();
    provider.close();
    ldap.shutDown(true);
    web.stop(0);
    elsewhere.stop(0);
    Home.discard(folder);
  }

  @Test
  @Order(1)
  void ofLdapMustBeTrustedUnlessSettingsSayOtherwise() {
    assertThat(ping(plain, "own", true)).isEqualTo("the directory's certificate is not trusted");
    assertThat(ping(plain, "elsewhere", true))
        .isEqualTo("the directory's certificate is not trusted");
    assertThat(ping(plain, "own", false)).isEmpty();
    assertThat(ping(plain, "elsewhere", false)).isEmpty();
    assertThat(ping(trusting, "own", true)).isEmpty();
    assertThat(ping(trusting, "elsewhere", true))
        .isEqualTo("the directory's certificate is not trusted");
  }

  @Test
  @Order(2)
  void ofLdapCountForSearchesToo() {
    var search = "/api/v2.0/ldap/users/search?username=pia";
    set(plain, Map.of("ldap_url", ldap("own"), "ldap_base_dn", "dc=example", "ldap_uid", "uid"));
    assertThat(plain.asAdmin().forgiving().get(search).status()).isEqualTo(503);
    assertThat(log(plain)).contains("the directory's certificate is not trusted");
    set(plain, Map.of("ldap_verify_cert", false));
    assertThat(plain.asAdmin().get(search).each("/username")).containsExactly("pia");
    set(plain, Map.of("auth_mode", "ldap_auth"));
    assertThat(plain.as(PIA).get(ME)).hasStatus(200);
    leave(plain);
  }

  @Test
  @Order(3)
  void ofAnAuthenticationProxyMustBeTrustedUnlessSettingsSayOtherwise() {
    set(plain, Map.of("auth_mode", "http_auth", "http_authproxy_endpoint", at(web, "/login")));
    assertThat(refused()).isEqualTo(503);
    assertThat(log(plain)).contains("its certificate is not trusted");
    set(plain, Map.of("http_authproxy_verify_cert", false));
    assertThat(plain.as(PIA).get(ME)).hasStatus(200);
    set(plain, Map.of("http_authproxy_endpoint", at(elsewhere, "/login")));
    assertThat(plain.as(PIA).get(ME)).hasStatus(200);
    leave(plain);
  }

  @Test
  @Order(4)
  void ofAnAuthenticationProxyMayBeNamedInTheSettings() {
    var pinned =
        Map.<String, Object>of(
            "auth_mode",
            "http_auth",
            "http_authproxy_verify_cert",
            true,
            "http_authproxy_server_certificate",
            own.pem());
    set(plain, pinned);
    assertThat(refused()).isEqualTo(503);
    set(plain, Map.of("http_authproxy_endpoint", at(web, "/login")));
    assertThat(plain.as(PIA).get(ME)).hasStatus(200);
    leave(plain);
  }

  @Test
  @Order(5)
  void ofAnOidcProviderMustBeTrustedUnlessSettingsSayOtherwise() {
    isNotTrusted(oidcPing(plain, web, true));
    isNotTrusted(oidcPing(plain, elsewhere, true));
    assertThat(oidcPing(plain, web, false)).hasStatus(200);
    assertThat(oidcPing(plain, elsewhere, false)).hasStatus(200);
    assertThat(oidcPing(trusting, web, true)).hasStatus(200);
    isNotTrusted(oidcPing(trusting, elsewhere, true));
  }

  @Test
  @Order(6)
  void ofAnOidcProviderAreNotAskedForWhenSettingsSaySo() throws Exception {
    provider = provider(plain);
    set(plain, oidc(true));
    isNotTrusted(plain.asNobody().get("/c/oidc/login"));
    set(plain, Map.of("oidc_verify_cert", false));
    assertThat(signedIn(plain).json().path("username").asString()).isEqualTo("Person_olga");
  }

  @Test
  @Order(7)
  void ofAnOidcProviderMayBeTrustedByTheJavaInstallation() throws Exception {
    provider.close();
    provider = provider(trusting);
    set(trusting, oidc(true));
    assertThat(signedIn(trusting).json().path("username").asString()).isEqualTo("Person_olga");
  }

  /// What is wrong; empty when all is well.
  private static String ping(Single registry, String listener, boolean verify) {
    var settings = Map.of("ldap_url", ldap(listener), "ldap_verify_cert", verify);
    var answer = registry.asAdmin().send("POST", "/api/v2.0/ldap/ping", settings);
    assertThat(answer).hasStatus(200);
    assertThat(answer.json().path("success").asBoolean(false))
        .isEqualTo(answer.json().path("message").asString("").isEmpty());
    return answer.json().path("message").asString("");
  }

  private static Answer oidcPing(Single registry, HttpsServer server, boolean verify) {
    var form = Map.of("url", at(server, ""), "verify_cert", verify);
    return registry.asAdmin().send("POST", "/api/v2.0/system/oidc/ping", form);
  }

  private static void isNotTrusted(Answer answer) {
    assertThat(answer).isRefused(400, "BAD_REQUEST").says("certificate is not trusted");
  }

  /// The status that pia gets.
  private static int refused() {
    return plain.as(PIA).forgiving().get(ME).status();
  }

  private static Map<String, Object> oidc(boolean verify) {
    return Map.of(
        "auth_mode",
        "oidc_auth",
        "oidc_name",
        "Spring",
        "oidc_endpoint",
        provider.issuer(),
        "oidc_client_id",
        IdentityProvider.CLIENT,
        "oidc_client_secret",
        IdentityProvider.SECRET,
        "oidc_scope",
        "openid,profile,email",
        "oidc_auto_onboard",
        true,
        "oidc_verify_cert",
        verify);
  }

  private static IdentityProvider provider(Single registry) {
    return new IdentityProvider(registry.address() + "/c/oidc/callback", Optional.of(own));
  }

  private static Answer signedIn(Single registry) throws IOException, InterruptedException {
    var browser = new Browser(registry);
    var sent = browser.get("/c/oidc/login");
    var back = provider.signIn(URI.create(sent.must("Location")), "olga");
    assertThat(browser.get(back.getRawPath() + "?" + back.getRawQuery())).hasStatus(302);
    return browser.get(ME);
  }

  private static void set(Single registry, Map<String, Object> settings) {
    assertThat(registry.asAdmin().send("PUT", "/api/v2.0/configurations", settings)).hasStatus(200);
  }

  /// As long as there are people, the way of signing in stays.
  private static void leave(Single registry) {
    var admin = registry.asAdmin();
    for (var user : admin.get("/api/v2.0/users").json()) {
      int id = user.path("user_id").asInt();
      assertThat(id == 1 ? admin.get(ME) : admin.delete("/api/v2.0/users/" + id)).hasStatus(200);
    }
  }

  private static String log(Single registry) {
    try {
      return Files.readString(registry.folder().resolve("data/log/portolan.log"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InMemoryDirectoryServer ldap(Certificate others) throws Exception {
    var config = new InMemoryDirectoryServerConfig("dc=example");
    config.setSchema(null);
    config.setListenerConfigs(listener("own", own), listener("elsewhere", others));
    var server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example", "objectClass: domain", "dc: example");
    server.add(
        "dn: uid=pia,dc=example",
        "objectClass: inetOrgPerson",
        "uid: pia",
        "userPassword: " + PIA.password());
    server.startListening();
    return server;
  }

  private static InMemoryListenerConfig listener(String name, Certificate certificate)
      throws LDAPException {
    return InMemoryListenerConfig.createLDAPSConfig(
        name,
        InetAddress.getLoopbackAddress(),
        0,
        certificate.shown().getServerSocketFactory(),
        certificate.trust().getSocketFactory());
  }

  private static String ldap(String listener) {
    return "ldaps://localhost:" + ldap.getListenPort(listener);
  }

  /// As much of an authentication proxy and of an OIDC provider as is asked before anybody signs
  /// in.
  private static HttpsServer web(Certificate certificate) throws IOException {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.shown()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/login", CertificatesTest::login);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> answer(exchange, 200, discovery(at(server, ""))));
    server.start();
    return server;
  }

  private static void login(HttpExchange exchange) throws IOException {
    boolean good = PIA.basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, good ? 200 : 401, good ? "{\"session_id\":\"a-token\"}" : "{}");
  }

  private static String discovery(String issuer) {
    return """
    {"issuer": "%1$s", "authorization_endpoint": "%1$s/a", "token_endpoint": "%1$s/t",
     "jwks_uri": "%1$s/k", "response_types_supported": ["code"],
     "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(issuer);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String at(HttpsServer server, String path) {
    return "https://localhost:" + server.getAddress().getPort() + path;
  }
}
