package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Artifacts that are copied inside of the registry.
@AgainstTheRegistry
class CopyingTest {
  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project home;
  private Repository source;
  private Repository target;

  CopyingTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProjects() {
    home = world.privateProject();
    source = home.repository("app");
    target = world.privateProject().repository("deep/copy");
  }

  @Test
  void comeWithTheirTagsTheirChildrenAndTheirSignatures() {
    var amd = source.push("amd", Image.of("amd"));
    var arm = source.push("arm", Image.of("arm"));
    var index = source.pushManifest("1", Image.index(amd.manifest(), arm.manifest()));
    source.pushManifest("2", index);
    var note = Image.about(index, "application/vnd.example.note", "looks good");
    note.blobs().forEach(source::pushBlob);
    source.pushManifest(note.digest(), note.manifest());

    assertThat(copy(admin, source.name() + ":1")).hasStatus(201);

    assertThat(target.tags()).containsExactlyInAnyOrder("1", "2", "amd", "arm");
    assertThat(target.manifest("2")).hasHeader("Docker-Content-Digest", index.digest());
    assertThat(target.blob(arm.layer().digest())).hasStatus(200);
    assertThat(target.referrers(index.digest())).containsExactly(note.digest());
    assertThat(copy(admin, source.name() + ":1@" + index.digest())).hasStatus(201);
  }

  @Test
  void comeWithEveryIndexThatLiesInThem() {
    var image = source.push("image", Image.of("deep down"));
    var index = image.manifest();
    for (int i = 0; i < 8; i++) {
      index = source.pushManifest("index", Image.index(index));
    }
    assertThat(copy(admin, source.name() + ":index")).hasStatus(201);
    assertThat(target.manifest("index")).hasHeader("Docker-Content-Digest", index.digest());
    assertThat(target.blob(image.layer().digest())).hasStatus(200);
  }

  @Test
  void comeWithWhatRefersToWhatRefersToThem() {
    var image = source.push("1", Image.of("much noted"));
    var last = noted(image.manifest(), 11);
    assertThat(copy(admin, source.name() + ":1")).hasStatus(201);
    assertThat(target.manifest(last.digest())).hasStatus(200);
  }

  @Test
  void comeOnceHoweverTheyReferToEachOther() {
    var image = source.push("1", Image.of("in a circle"));
    var index = Image.indexAbout(image.manifest());
    source.pushManifest(index.digest(), index);
    assertThat(copy(admin, source.name() + ":1")).hasStatus(201);
    assertThat(target.manifest(index.digest())).hasStatus(200);
  }

  @Test
  void areRefusedWhereThatHasNoEnd() {
    var image = source.push("1", Image.of("noted without end"));
    noted(image.manifest(), 32);
    assertThat(copy(admin, source.name() + ":1")).isRefused(400, "BAD_REQUEST");
  }

  /// A note about it, a note about the note, and so on.
  private Content noted(Content first, int notes) {
    var about = first;
    for (int i = 0; i < notes; i++) {
      var note = Image.about(about, "application/vnd.example.note", "looks good " + i);
      note.blobs().forEach(source::pushBlob);
      about = source.pushManifest(note.digest(), note.manifest());
    }
    return about;
  }

  @Test
  void areOnlyForThoseWhoMayReadThemThere() {
    var image = source.push("1", Image.of("secret"));
    var person = world.user();
    var stranger = Client.of(registry, person);
    var theirs = world.privateProject();
    theirs.with(person, Role.MAINTAINER);
    target = theirs.repository("stolen");

    assertThat(copy(stranger, source.name() + ":1")).isRefused(403, "FORBIDDEN");
    assertThat(copy(stranger, source.name() + "@" + image.digest())).isRefused(403, "FORBIDDEN");
    assertThat(target.manifest(image.digest())).hasStatus(404);
  }

  @Test
  void areNeitherMadeOfNothingNorOfASignatureAlone() {
    var image = source.push("1", Image.of("a layer"));
    var note = Image.about(image.manifest(), "application/vnd.example.note", "looks good");
    note.blobs().forEach(source::pushBlob);
    source.pushManifest(note.digest(), note.manifest());

    assertThat(copy(admin, source.name() + ":none")).isRefused(400, "BAD_REQUEST");
    assertThat(copy(admin, "nonsense")).isRefused(400, "BAD_REQUEST");
    assertThat(copy(admin, source.name() + "@" + note.digest())).isRefused(403, "DENIED");
    assertThat(admin.post(target.api() + "/artifacts")).isRefused(422, "UNPROCESSABLE_ENTITY");
  }

  @Test
  void areNamedAsArtifactsAre() {
    source.push("v2", Image.of("a layer"));
    for (var name :
        List.of(":v1:v2", ":v1@sha256:abc", ":v1@v2", ":", "@", ":-v2", "/:v2", "//x:v2", "_:v2")) {
      assertThat(copy(admin, source.name() + name))
          .isRefused(400, "BAD_REQUEST")
          .says("invalid input: " + source.name() + name);
    }
    assertThat(copy(admin, "UPPER/app:v2")).isRefused(400, "BAD_REQUEST").says("invalid input");
    for (var lacking : List.of(source.name(), "nonsense", "nonsense:v2")) {
      assertThat(copy(admin, lacking))
          .isRefused(400, "BAD_REQUEST")
          .says("artifact " + lacking + " not found");
    }
    assertThat(target.manifest("v2")).hasStatus(404);
  }

  @Test
  void areMissedInAProjectThatIsNotThereByAdministratorsAlone() {
    var lost = Names.fresh("lost") + "/app:v1";
    assertThat(copy(admin, lost))
        .isRefused(400, "BAD_REQUEST")
        .says("artifact " + lost + " not found");
    var person = world.user();
    var theirs = world.privateProject();
    theirs.with(person, Role.MAINTAINER);
    target = theirs.repository("copy");
    assertThat(copy(registry.as(person), lost)).isRefused(403, "FORBIDDEN");
    assertThat(copy(registry.as(person), source.name() + ":v1")).isRefused(403, "FORBIDDEN");
  }

  private Answer copy(Client client, String from) {
    return client.post(target.api() + "/artifacts?from=" + from);
  }
}
