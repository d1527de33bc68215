package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Vulnerabilities that are accepted, in the registry and in projects.
@AgainstTheRegistry
class AllowlistsTest {
  private static final String SYSTEM = "/api/v2.0/system/CVEAllowlist";
  private final Registry registry;
  private final World world;
  private final Client admin;

  AllowlistsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void ofTheRegistryAreSetByAdministratorsAndReadByEverybodyWithAnAccount() {
    var person = Client.of(registry, world.user());

    assertThat(person.send("PUT", SYSTEM, list("CVE-2024-1"))).isRefused(403, "FORBIDDEN");
    assertThat(admin.send("PUT", SYSTEM, list("CVE-2024-1", "CVE-2024-2"))).hasStatus(200);

    var read = person.get(SYSTEM).json();
    assertThat(read.at("/items/1/cve_id").asString()).isEqualTo("CVE-2024-2");
    assertThat(read.path("expires_at").asLong()).isEqualTo(1_900_000_000L);
    assertThat(Client.anonymous(registry).get(SYSTEM)).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void ofAProjectAreItsOwnAndStandInTheAuditTrail() {
    var project = world.privateProject();
    var owner = Client.of(registry, project.member(Role.PROJECT_ADMIN));

    assertThat(owner.send("PUT", project.api(), Map.of("cve_allowlist", list("CVE-2024-3"))))
        .hasStatus(200);
    assertThat(owner.send("PUT", project.api(), Map.of("metadata", Map.of("public", "true"))))
        .hasStatus(200);

    var read = owner.get(project.api()).json().path("cve_allowlist");
    assertThat(read.at("/items/0/cve_id").asString()).isEqualTo("CVE-2024-3");
    assertThat(owner.get(project.api() + "/auditlog-exts").each("/resource_type"))
        .contains("cve-allowlist");
    assertThat(owner.send("PUT", project.api(), Map.of("cve_allowlist", list("CVE-1", "CVE-1"))))
        .isRefused(400, "BAD_REQUEST");
  }

  private static Map<String, Object> list(String... cves) {
    return Map.of(
        "items",
        List.of(cves).stream().map(cve -> Map.of("cve_id", cve)).toList(),
        "expires_at",
        1_900_000_000L);
  }
}
