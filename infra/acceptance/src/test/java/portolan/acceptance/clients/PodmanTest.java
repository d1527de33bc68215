package portolan.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.acceptance.image.DebianImage;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Shell;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// podman: pushes and pulls images, and an index of images for several architectures.
@AgainstTheRegistry
class PodmanTest {
  private final Registry registry;
  private final Project project;
  @TempDir private Path folder;

  PodmanTest(Registry registry) {
    this.registry = registry;
    this.project = new World(registry).privateProject();
  }

  @BeforeEach
  void signIn() {
    podman(
        "login",
        "--tls-verify=false",
        "-u",
        Registry.ADMIN.name(),
        "-p",
        Registry.ADMIN.password(),
        registry.host());
  }

  @AfterEach
  void forgetImages() {
    podman("rmi", "--all", "--force");
  }

  @Test
  void pushesAnIndexOfSeveralArchitecturesAndPullsIt() {
    var one = loaded("amd64", "grep", "sed");
    var other = loaded("arm64", "tar", "gzip", "findutils");
    podman("manifest", "create", "multi");
    podman("manifest", "add", "--arch=amd64", "multi", "containers-storage:" + one);
    podman("manifest", "add", "--arch=arm64", "multi", "containers-storage:" + other);
    podman("manifest", "push", "--all", "--tls-verify=false", "multi", "docker://" + remote());

    var repository = project.repository("multi");
    var index = repository.manifest("1");
    assertThat(index.json().path("manifests").size()).isEqualTo(2);
    for (var child : index.json().path("manifests")) {
      assertWhole(child.path("digest").asString());
    }
    podman("rmi", "--all", "--force");
    for (var arch : List.of("amd64", "arm64")) {
      podman("pull", "--arch=" + arch, "--tls-verify=false", remote());
    }
    assertThat(podman("images", "--digests")).contains("multi");
  }

  private String loaded(String name, String... packages) {
    var archive = DebianImage.archive(folder, name, packages);
    var said = podman("load", "-i", archive.toString());
    return said.replaceAll("(?s).*sha256:([0-9a-f]{64}).*", "$1");
  }

  private void assertWhole(String digest) {
    var repository = project.repository("multi");
    var manifest = repository.manifest(digest);
    assertThat(manifest).hasStatus(200);
    assertThat(manifest.json().path("layers").size()).isGreaterThanOrEqualTo(2);
    for (var layer : manifest.json().path("layers")) {
      var blob = repository.blob(layer.path("digest").asString());
      assertThat(blob).hasStatus(200);
      assertThat(new portolan.acceptance.image.Content(Image.OCI_LAYER, blob.body()).digest())
          .isEqualTo(layer.path("digest").asString());
    }
  }

  private String remote() {
    return registry.host() + "/" + project.name() + "/multi:1";
  }

  private String podman(String... words) {
    var command = new ArrayList<>(List.of("podman", "--storage-driver=vfs"));
    command.addAll(
        List.of(
            "--root=" + folder.resolve("root"),
            "--runroot=" + folder.resolve("run"),
            "--tmpdir=" + folder.resolve("tmp"),
            "--events-backend=none",
            "--cgroup-manager=cgroupfs"));
    command.addAll(List.of(words));
    var outcome =
        Shell.attempt(
            command, Map.of("REGISTRY_AUTH_FILE", folder.resolve("auth.json").toString()));
    assertThat(outcome.good()).as(command + ": " + outcome.said()).isTrue();
    return outcome.said();
  }
}
