package portolan.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.DebianImage;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Shell;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// skopeo: signs in, copies in, copies out, lists, deletes.
@AgainstTheRegistry
class SkopeoTest {
  private final Registry registry;
  private final World world;
  private Project project;
  private Person developer;
  @TempDir private Path folder;

  SkopeoTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @BeforeEach
  void signIn() {
    project = world.privateProject();
    developer = project.member(Role.MAINTAINER);
    assertThat(login(developer).good()).isTrue();
  }

  @Test
  void copiesARealImageInAndOutByteForByte() throws Exception {
    var archive = DebianImage.archive(folder, "debian", "coreutils", "grep", "tar");
    var local = folder.resolve("local");
    skopeo("copy", "docker-archive:" + archive, "oci:" + local + ":1");
    skopeo("copy", "--dest-tls-verify=false", "oci:" + local + ":1", remote("debian:1"));
    var back = folder.resolve("back");
    skopeo("copy", "--src-tls-verify=false", remote("debian:1"), "oci:" + back + ":1");
    assertThat(blobs(back)).isEqualTo(blobs(local));
    assertThat(skopeo("list-tags", "--tls-verify=false", remote("debian"))).contains("\"1\"");
  }

  @Test
  void copiesFromADockerArchiveInDockersForm() throws Exception {
    var archive = DebianImage.archive(folder, "small", "grep");
    skopeo(
        "copy",
        "--format=v2s2",
        "--dest-tls-verify=false",
        "docker-archive:" + archive,
        remote("small:1"));
    var there = folder.resolve("there");
    skopeo("copy", "--src-tls-verify=false", remote("small:1"), "dir:" + there);
    skopeo("copy", "--dest-tls-verify=false", "dir:" + there, remote("small:2"));
    var repository = project.repository("small");
    assertThat(repository.manifest("2").body())
        .isEqualTo(Files.readAllBytes(there.resolve("manifest.json")));
    skopeo("delete", "--tls-verify=false", remote("small:1"));
    assertThat(repository.tags()).isEmpty();
  }

  @Test
  void copiesBetweenRepositoriesWithoutUploadingAgain() {
    var archive = DebianImage.archive(folder, "small", "grep");
    skopeo("copy", "--dest-tls-verify=false", "docker-archive:" + archive, remote("one:1"));
    skopeo(
        "copy",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        remote("one:1"),
        remote("two:1"));
    assertThat(project.repository("two").manifest("1").body())
        .isEqualTo(project.repository("one").manifest("1").body());
  }

  @Test
  void isToldWhenThePasswordIsWrong() {
    var refused = login(developer.withPassword("Wrong-4711"));
    assertThat(refused.good()).isFalse();
    assertThat(refused.said()).containsAnyOf("invalid username/password", "unauthorized");
  }

  @Test
  void isToldThatANameNeedsAProject() {
    var archive = DebianImage.archive(folder, "small", "grep");
    var refused =
        attempt(
            "copy",
            "--dest-tls-verify=false",
            "docker-archive:" + archive,
            "docker://" + registry.host() + "/nginx:1.16");
    assertThat(refused.good()).isFalse();
    assertThat(refused.said()).contains("project");
  }

  private Shell.Outcome login(Person person) {
    return attempt(
        "login",
        "--tls-verify=false",
        "-u",
        person.name(),
        "-p",
        person.password(),
        registry.host());
  }

  private String remote(String image) {
    return "docker://%s/%s/%s".formatted(registry.host(), project.name(), image);
  }

  private String skopeo(String... words) {
    var outcome = attempt(words);
    assertThat(outcome.good()).as(outcome.said()).isTrue();
    return outcome.said();
  }

  private Shell.Outcome attempt(String... words) {
    var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(words));
    return Shell.attempt(
        command, Map.of("REGISTRY_AUTH_FILE", folder.resolve("auth.json").toString()));
  }

  /// The blobs of an OCI layout by their names, each with the digest of its bytes.
  private static Map<String, String> blobs(Path layout) throws java.io.IOException {
    var blobs = new java.util.TreeMap<String, String>();
    try (var files = Files.list(layout.resolve("blobs/sha256"))) {
      for (var file : files.toList()) {
        var bytes = new Content(Content.OCTETS, Files.readAllBytes(file));
        blobs.put(file.getFileName().toString(), bytes.digest());
      }
    }
    return blobs;
  }
}
