package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Artifacts and their tags.
@AgainstTheRegistry
class ArtifactsTest {
  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;
  private Repository repository;
  private String artifacts;

  ArtifactsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newRepository() {
    project = world.privateProject();
    repository = project.repository("app");
    artifacts = repository.api() + "/artifacts";
  }

  @Test
  void liveFromThePushToDeletion() {
    var image = repository.push("1", Image.of("a layer"));
    for (var reference : new String[] {"1", image.digest()}) {
      var read = admin.get(artifacts + "/" + reference);
      assertThat(read).hasStatus(200);
      assertThat(read.json().path("digest").asString()).isEqualTo(image.digest());
      assertThat(read.json().path("type").asString()).isEqualTo("IMAGE");
      assertThat(read.json().path("size").asLong()).isEqualTo(image.size());
      assertThat(read.json().path("manifest_media_type").asString()).isEqualTo(Image.OCI_MANIFEST);
      assertThat(read.json().at("/tags/0/name").asString()).isEqualTo("1");
    }
    assertThat(admin.delete(artifacts + "/1")).hasStatus(200);
    assertThat(admin.get(artifacts + "/" + image.digest())).isRefused(404, "NOT_FOUND");
    assertThat(admin.delete(artifacts + "/" + image.digest())).isRefused(404, "NOT_FOUND");
    assertThat(repository.manifest("1")).hasStatus(404);
  }

  @Test
  void areFoundByATagOrAPartOfIt() {
    repository.push("v1", Image.of("one"));
    repository.push("V2", Image.of("two"));
    assertThat(tagged("v1").each("/id")).hasSize(1);
    assertThat(tagged("~V").each("/tags/0/name")).containsExactly("V2");
    assertThat(tagged("~v").each("/tags/0/name")).containsExactly("v1");
    for (var list : new String[] {"%7Bv1%20V2%7D", "%7Bv1%7D", "%5Ba~b%5D", "(v1%20V2)"}) {
      assertThat(tagged(list)).isRefused(400, "BAD_REQUEST").says("exact match value");
    }
    assertThat(tagged("~")).isRefused(400, "BAD_REQUEST");
  }

  private Answer tagged(String tags) {
    return admin.get(artifacts + "?q=tags=" + tags);
  }

  @Test
  void showTheirIconAndHowTheyWereBuilt() {
    repository.push("1", Image.of("a layer"));
    var artifact = artifacts + "/1";
    var icon = "/api/v2.0/icons/" + admin.get(artifact).json().path("icon").asString();
    var nobody = Client.anonymous(registry);

    assertThat(nobody.get(icon).json().path("content-type").asString()).isEqualTo("image/png");
    assertThat(nobody.get("/api/v2.0/icons/sha256:" + "0".repeat(64))).isRefused(404, "NOT_FOUND");
    assertThat(nobody.get("/api/v2.0/icons/none")).isRefused(400, "BAD_REQUEST");
    assertThat(admin.get(artifact + "/additions/build_history")).hasStatus(200);
    assertThat(admin.get(artifact + "/additions/values.yaml")).isRefused(400, "BAD_REQUEST");
    assertThat(admin.get(artifact + "/additions/nonsense")).isRefused(422, "UNPROCESSABLE_ENTITY");
    assertThat(nobody.get(artifact + "/additions/build_history")).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void showWhatAModelSaysOfItself() {
    var document = "application/vnd.cncf.model.doc.v1.raw";
    var weights = "application/vnd.cncf.model.weight.v1.raw";
    var model =
        Image.model(
            Map.of(
                "README.md", Content.text("# A model").as(document),
                "LICENSE", Content.text("MIT").as(document),
                "weights/1.safetensors", Content.random(1, 2000).as(weights)));
    repository.push("1", model);

    var artifact = artifacts + "/1";
    var shown = admin.get(artifact).json();
    assertThat(shown.path("type").asString()).isEqualTo("CNAI");
    assertThat(shown.path("addition_links").propertyNames())
        .containsExactlyInAnyOrder("files", "license", "readme.md");
    assertThat(admin.get(artifact + "/additions/readme.md"))
        .hasStatus(200)
        .hasHeader("Content-Type", "text/markdown; charset=utf-8")
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasBody("# A model".getBytes(StandardCharsets.UTF_8));
    assertThat(admin.get(artifact + "/additions/license"))
        .hasStatus(200)
        .hasHeader("Content-Type", "text/plain; charset=utf-8")
        .hasBody("MIT".getBytes(StandardCharsets.UTF_8));
    assertThat(admin.get(artifact + "/additions/files").text())
        .isEqualTo(
            """
            [{"name":"weights","type":"directory","children":[\
            {"name":"1.safetensors","type":"file","size":2000}]},\
            {"name":"LICENSE","type":"file","size":3},{"name":"README.md","type":"file","size":9}]\
            """);
    assertThat(admin.get(artifact + "/additions/values.yaml")).isRefused(400, "BAD_REQUEST");
    var guest = registry.as(project.member(Role.LIMITED_GUEST));
    assertThat(guest.get(artifact + "/additions/license")).hasStatus(200);
    assertThat(registry.asNobody().get(artifact + "/additions/license"))
        .isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void showOfAModelOnlyWhatIsThereAndFits() {
    var document = "application/vnd.cncf.model.doc.v1.tar";
    var hostile =
        Image.model(
            Map.of(
                "README.md",
                Content.random(1, (4 << 20) + 1).as(document),
                "LICENSE",
                Content.text("no archive").as(document),
                "a/".repeat(1000),
                Content.text("deep")));
    repository.push("1", hostile);
    repository.push("2", Image.model(Map.of("x", Content.text("x"))));

    assertThat(admin.get(artifacts + "/1/additions/readme.md"))
        .isRefused(413, "REQUEST_ENTITY_TOO_LARGE");
    assertThat(admin.get(artifacts + "/1/additions/files")).isRefused(400, "BAD_REQUEST");
    assertThat(admin.get(artifacts + "/2/additions/license")).isRefused(404, "NOT_FOUND");
    assertThat(admin.get(artifacts + "/2/additions/readme.md")).isRefused(404, "NOT_FOUND");
  }

  @Test
  void haveTheSignaturesThatCosignNamesByTag() {
    var image = repository.push("1", Image.of("a layer"));
    var tag = image.digest().replace(':', '-') + ".sig";
    var signature = repository.push(tag, Image.signature("signed"));

    assertThat(admin.get(artifacts).each("/digest")).containsExactly(image.digest());
    var accessories = admin.get(artifacts + "/1/accessories");
    assertThat(accessories.each("/digest")).containsExactly(signature.digest());
    assertThat(accessories.each("/type")).containsExactly("signature.cosign");
    assertThat(repository.referrers(image.digest())).containsExactly(signature.digest());
    assertThat(repository.tags()).contains(tag);
    assertThat(admin.delete(artifacts + "/1")).hasStatus(200);
    assertThat(repository.manifest(signature.digest())).hasStatus(404);
  }

  @Test
  void areListedInPagesAndByTheirTags() {
    for (int i = 0; i < 5; i++) {
      repository.push("v" + i, Image.of("layer " + i));
    }
    var untagged = Image.of("untagged");
    untagged.blobs().forEach(repository::pushBlob);
    repository.pushManifest(untagged.digest(), untagged.manifest());
    var first = admin.get(artifacts + "?page_size=4");
    assertThat(first).hasStatus(200).hasHeader("X-Total-Count", "6");
    assertThat(first.each("/digest")).hasSize(4);
    assertThat(admin.get(artifacts + "?page_size=4&page=2").each("/digest")).hasSize(2);
    assertThat(admin.get(artifacts + "?q=tags=v3").each("/tags/0/name")).containsExactly("v3");
    assertThat(admin.get(artifacts + "?q=tags=nil").each("/digest"))
        .containsExactly(untagged.digest());
    assertThat(admin.get(artifacts + "?q=tags=*")).hasHeader("X-Total-Count", "5");
    assertThat(admin.get(artifacts + "?q=digest=" + untagged.digest()).each("/digest"))
        .containsExactly(untagged.digest());
  }

  @Test
  void showTheChildrenOfAnIndexWithIt() {
    var amd = Image.of("for amd");
    var arm = Image.of("for arm");
    for (var child : new Image[] {amd, arm}) {
      child.blobs().forEach(repository::pushBlob);
      repository.pushManifest(child.digest(), child.manifest());
    }
    var urls = "\"urls\":[\"https://elsewhere.example.org/arm\"]";
    var text = Image.index(amd.manifest(), arm.manifest()).asText();
    var arms = "\"digest\":\"" + arm.digest() + "\"";
    var index =
        repository.pushManifest(
            "multi", Content.text(text.replace(arms, arms + "," + urls)).as(Image.OCI_INDEX));
    assertThat(admin.get(artifacts).each("/digest")).containsExactly(index.digest());
    var references = admin.get(artifacts + "/multi").json().path("references");
    assertThat(references.valueStream().map(child -> child.path("child_digest").asString()))
        .containsExactly(amd.digest(), arm.digest());
    assertThat(references.path(0).path("urls").isNull()).isTrue();
    assertThat(references.path(1).toString()).contains(urls);
    assertThat(admin.delete(artifacts + "/" + amd.digest()))
        .isRefused(412, "VIOLATE_FOREIGN_KEY_CONSTRAINT");
  }

  @Test
  void showTheSignatureOfTheIndexThatListsThemApartFromTheirOwn() {
    var amd = Image.of("for amd");
    amd.blobs().forEach(repository::pushBlob);
    repository.pushManifest(amd.digest(), amd.manifest());
    var index = repository.pushManifest("multi", Image.index(amd.manifest()));
    var signed = pushed(Image.about(index, "application/vnd.cncf.notary.signature", "signed"));
    pushed(Image.about(index, "application/vnd.example.note", "no signature"));

    var child = artifacts + "/" + amd.digest() + "?with_accessory=true";
    assertThat(admin.get(child).json().has("inherited_accessories")).isFalse();
    var asked = admin.get(child + "&with_inherited_accessory=true").json();
    assertThat(asked.path("accessories").isNull()).isTrue();
    assertThat(asked.path("inherited_accessories")).hasSize(1);
    var inherited = asked.path("inherited_accessories").path(0);
    assertThat(inherited.path("digest").asString()).isEqualTo(signed.digest());
    assertThat(inherited.path("type").asString()).isEqualTo("signature.notation");
    assertThat(inherited.path("subject_artifact_digest").asString()).isEqualTo(index.digest());
    assertThat(
            admin
                .get(artifacts + "/multi/accessories?q=type=%7Bsignature.notation%7D")
                .each("/digest"))
        .containsExactly(signed.digest());
    assertThat(admin.get(artifacts + "/multi/accessories?q=nonsense"))
        .isRefused(400, "BAD_REQUEST");
  }

  private Image pushed(Image image) {
    return repository.push(image.digest(), image);
  }

  @Test
  void areTaggedAndUntagged() {
    var image = repository.push("1", Image.of("a layer"));
    var tags = artifacts + "/" + image.digest() + "/tags";
    assertThat(admin.send("POST", tags, "{\"name\":\"stable\"}")).hasStatus(201);
    assertThat(repository.manifest("stable")).hasHeader("Docker-Content-Digest", image.digest());
    assertThat(admin.get(tags).each("/name")).containsExactlyInAnyOrder("1", "stable");
    assertThat(admin.send("POST", tags, "{\"name\":\"stable\"}")).isRefused(409, "CONFLICT");
    assertThat(admin.send("POST", tags, "{\"name\":\"-bad\"}").status()).isIn(400, 422);

    assertThat(admin.delete(tags + "/stable")).hasStatus(200);
    assertThat(admin.get(tags).each("/name")).containsExactly("1");
    assertThat(repository.manifest("stable")).hasStatus(404);
    assertThat(admin.delete(tags + "/stable")).isRefused(404, "NOT_FOUND");
  }

  @Test
  void areChangedByThoseWhoMay() {
    var image = repository.push("1", Image.of("a layer"));
    var path = artifacts + "/" + image.digest();
    var guest = registry.as(project.member(Role.GUEST));
    var developer = registry.as(project.member(Role.DEVELOPER));
    assertThat(guest.get(path)).hasStatus(200);
    assertThat(guest.send("POST", path + "/tags", "{\"name\":\"x\"}")).isRefused(403, "FORBIDDEN");
    assertThat(developer.send("POST", path + "/tags", "{\"name\":\"x\"}")).hasStatus(201);
    assertThat(developer.delete(path + "/tags/x")).isRefused(403, "FORBIDDEN");
    assertThat(developer.delete(path)).isRefused(403, "FORBIDDEN");
    assertThat(registry.as(world.user()).get(path)).isRefused(403, "FORBIDDEN");
    assertThat(registry.as(project.member(Role.MAINTAINER)).delete(path)).hasStatus(200);
  }
}
