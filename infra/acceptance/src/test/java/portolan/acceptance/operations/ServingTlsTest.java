package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.DebianImage;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Shell;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// The program with a certificate of its own and no proxy: clients that trust it, and only they,
/// get in.
@Tag("alone")
class ServingTlsTest {
  private static Single registry;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    registry = Single.startedWithTls();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void sendsClientsToASafeAddress() {
    assertThat(registry.asNobody().get("/v2/"))
        .hasStatus(401)
        .hasHeader(
            "Www-Authenticate",
            "Bearer realm=\"%s/service/token\",service=\"harbor-registry\""
                .formatted(registry.address()));
  }

  @Test
  void offersTheCertificateToTrust() throws Exception {
    var pem = Files.readAllBytes(registry.folder().resolve("tls.crt"));
    assertThat(registry.asNobody().get("/api/v2.0/systeminfo/getcert"))
        .hasStatus(200)
        .hasHeader("Content-Type", "application/octet-stream")
        .hasHeader("Content-Disposition", "attachment; filename=ca.crt")
        .hasBody(pem);
    assertThat(
            registry.asAdmin().get("/api/v2.0/systeminfo").json().path("has_ca_root").asBoolean())
        .isTrue();
  }

  @Test
  void tellsAClientThatSendsAllBeforeItReadsWhyItIsRefused() {
    var answer =
        RawConnection.ask(
            registry,
            Registry.ADMIN,
            "PUT",
            "/v2/library/long/manifests/1",
            List.of("Content-Type: " + Image.OCI_MANIFEST),
            new byte[32 << 20]);
    answer.assertThat().isRefused(413, "SIZE_INVALID");
  }

  @Test
  void pushesAndPullsWithAClientThatTrustsTheCertificate() throws Exception {
    var trusted = Files.createDirectories(folder.resolve("certificates"));
    Files.copy(registry.folder().resolve("tls.crt"), trusted.resolve("ca.crt"));
    var project = new World(registry).privateProject();
    var remote = "docker://%s/%s/small:1".formatted(registry.host(), project.name());
    var archive = DebianImage.archive(folder, "small", "grep", "sed");
    succeeds(
        "login",
        "--cert-dir=" + trusted,
        "-u",
        Registry.ADMIN.name(),
        "-p",
        Registry.ADMIN.password(),
        registry.host());
    succeeds("copy", "--dest-cert-dir=" + trusted, "docker-archive:" + archive, remote);
    succeeds("copy", "--src-cert-dir=" + trusted, remote, "dir:" + folder.resolve("back"));
    assertThat(project.repository("small").manifest("1"))
        .hasBody(Files.readAllBytes(folder.resolve("back/manifest.json")));
  }

  @Test
  void isNotTrustedByAClientThatDoesNotKnowTheCertificate() {
    var refused = skopeo("inspect", "docker://" + registry.host() + "/library/none:1");
    assertThat(refused.good()).isFalse();
    assertThat(refused.said()).contains("certificate");
  }

  @Test
  void saysNothingToAClientThatSpeaksWithoutTls() {
    var plain = registry.address().toString().replace("https:", "http:");
    var answer = Shell.attempt(List.of("curl", "-s", "-m", "5", plain + "/v2/"), Map.of());
    assertThat(answer.good()).isFalse();
    assertThat(answer.said()).isEmpty();
  }

  private void succeeds(String... words) {
    var outcome = skopeo(words);
    assertThat(outcome.good()).as(outcome.said()).isTrue();
  }

  private Shell.Outcome skopeo(String... words) {
    var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(words));
    return Shell.attempt(
        command, Map.of("REGISTRY_AUTH_FILE", folder.resolve("auth.json").toString()));
  }
}
