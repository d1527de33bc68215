package portolan.client.oras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import land.oras.Annotations;
import land.oras.ArtifactType;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.LocalPath;
import land.oras.Manifest;
import land.oras.exception.OrasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

@AgainstTheRegistry
class OrasTest {
  private static final ArtifactType REPORT = ArtifactType.from("application/vnd.example.report");
  private static final ArtifactType SIGNATURE =
      ArtifactType.from("application/vnd.example.signature");

  private final Registry registry;
  private final Project project;
  @TempDir private Path folder;

  OrasTest(Registry registry) {
    this.registry = registry;
    this.project = new World(registry).privateProject();
  }

  @Test
  void pushesAnArtifactAndPullsItByteForByte() throws Exception {
    var client = client(Registry.ADMIN);
    var pushed = push(client, "report.txt", "all is well");
    assertThat(pushed.getDigest()).startsWith("sha256:");
    var there = Files.createDirectory(folder.resolve("there"));
    client.pullArtifact(reference("1"), there, true);
    assertThat(there.resolve("report.txt")).hasContent("all is well");
    assertThat(client.getTags(reference("1")).tags()).containsExactly("1");
  }

  @Test
  void attachesASignatureAndFindsItByItsSubject() throws Exception {
    var client = client(Registry.ADMIN);
    var report = push(client, "report.txt", "all is well");
    var signature =
        client.attachArtifact(
            reference("1"), SIGNATURE, Annotations.empty(), file("report.sig", "signed"));
    assertThat(signature.getSubject().getDigest()).isEqualTo(report.getDigest());
    var subject = reference("1").withDigest(report.getDigest());
    var all = client.getReferrers(subject, null).getManifests();
    assertThat(all).extracting(one -> one.getDigest()).containsExactly(signature.getDigest());
    assertThat(client.getReferrers(subject, REPORT).getManifests()).isEmpty();
  }

  @Test
  void isToldThatThePasswordIsWrong() {
    var stranger = client(Registry.ADMIN.withPassword("Wrong-4711"));
    assertThatThrownBy(() -> push(stranger, "report.txt", "all is well"))
        .isInstanceOf(OrasException.class);
  }

  private Manifest push(land.oras.Registry client, String name, String text) throws Exception {
    return client.pushArtifact(
        reference("1"), REPORT, Annotations.empty(), Config.empty(), file(name, text));
  }

  private LocalPath file(String name, String text) throws Exception {
    return LocalPath.of(Files.writeString(folder.resolve(name), text), "text/plain");
  }

  private ContainerRef reference(String tag) {
    return ContainerRef.parse(registry.host() + "/" + project.name() + "/oras:" + tag);
  }

  private land.oras.Registry client(Person person) {
    var builder =
        land.oras.Registry.Builder.builder()
            .defaults(registry.host(), person.name(), person.password());
    return registry.speaksTls()
        ? builder.withSkipTlsVerify(true).build()
        : builder.withInsecure(true).build();
  }
}
