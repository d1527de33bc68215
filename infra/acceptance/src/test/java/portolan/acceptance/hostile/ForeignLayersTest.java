package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Layers that a registry need not hold, and that somebody names who has no right to their bytes.
@AgainstTheRegistry
class ForeignLayersTest {
  private static final String FOREIGN =
      "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
  private static final String CHART = "application/vnd.cncf.helm.config.v1+json";
  private static final String ICON = "io.goharbor.artifact.v1alpha1.icon";

  private final Registry registry;
  private final World world;
  private Project project;
  private Client outsider;
  private Repository theirs;

  ForeignLayersTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @BeforeEach
  void twoTenants() {
    project = world.privateProject();
    var other = world.privateProject();
    outsider = registry.as(other.member(Role.PROJECT_ADMIN));
    theirs = other.repository("app").as(outsider);
  }

  @Test
  void sayNothingOfAChartThatIsSomebodyElses() {
    var secret = project.repository("charts").pushBlob(Content.text("password: of another tenant"));
    theirs.pushManifest("held", manifest(CHART, secret.digest(), "{}"));
    theirs.pushManifest("nowhere", manifest(CHART, Content.text("nowhere").digest(), "{}"));
    for (var addition : new String[] {"values.yaml", "readme.md", "dependencies"}) {
      var held = outsider.get(theirs.api() + "/artifacts/held/additions/" + addition);
      assertThat(held).isRefused(400, "BAD_REQUEST");
      var nowhere = outsider.get(theirs.api() + "/artifacts/nowhere/additions/" + addition);
      assertThat(held.message()).isEqualTo(nowhere.message());
    }
    assertThat(theirs.blob(secret.digest())).isRefused(404, "BLOB_UNKNOWN");
  }

  /// What a manifest must have is its config before all.
  @Test
  void areNeverAConfig() {
    var secret = project.repository("app").pushBlob(Content.text("{\"password\":\"theirs\"}"));
    for (var type :
        new String[] {
          FOREIGN,
          "application/vnd.nondistributable.cnai.config.v1+json",
          "application/vnd.nondistributable.image.config.v1+json"
        }) {
      var part = "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"annotations\":%s}";
      var named = "{\"org.cncf.model.filepath\":\"README.md\"}";
      var manifest =
          Content.text(
                  "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                      .formatted(
                          Image.OCI_MANIFEST,
                          part.formatted(type, secret.digest(), secret.size(), "{}"),
                          part.formatted(
                              "application/vnd.cncf.model.doc.v1.raw",
                              secret.digest(),
                              secret.size(),
                              named)))
              .as(Image.OCI_MANIFEST);
      assertThat(theirs.putManifest("config", manifest)).isRefused(400, "MANIFEST_INVALID");
    }
  }

  @Test
  void showNoPictureThatIsSomebodyElses() throws IOException {
    var picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
    var secret =
        project.repository("pictures").pushBlob(new Content("image/png", picture.toByteArray()));
    var annotations = "{\"%s\":\"\"}".formatted(ICON);
    theirs.pushManifest("icon", manifest("application/vnd.x.y", secret.digest(), annotations));
    assertThat(outsider.get("/api/v2.0/icons/" + secret.digest())).isRefused(404, "NOT_FOUND");
  }

  /// Some clients are told to upload them all the same.
  @Test
  void stayWhenTheyWereUploaded() {
    var layer = theirs.pushBlob(Content.text("a layer that need not be here"));
    theirs.pushManifest("1", manifest(Image.OCI_CONFIG, layer.digest(), "{}"));
    assertThat(outsider.delete(theirs.path("blobs/" + layer.digest()))).hasStatus(412);
    var copy = project.repository("copy");
    var from = theirs.name() + ":1";
    var admin = world.admin();
    assertThat(admin.send("POST", copy.api() + "/artifacts?from=" + from, "{}")).hasStatus(201);
    assertThat(copy.blob(layer.digest())).hasStatus(200).hasBody(layer.bytes());
  }

  @Test
  void stayWhenTheyAreUploadedAfterwardsAndTheirManifestIsPushedAgain() {
    var layer = Content.text("a layer that comes late");
    var manifest = manifest(Image.OCI_CONFIG, layer.digest(), "{}");
    theirs.pushManifest("1", manifest);
    theirs.pushBlob(layer);
    theirs.pushManifest("1", manifest);
    assertThat(outsider.delete(theirs.path("blobs/" + layer.digest()))).hasStatus(412);
    assertThat(theirs.blob(layer.digest())).hasStatus(200).hasBody(layer.bytes());
  }

  @Test
  void areNotCopiedFromWhereTheyAreNot() {
    var secret = project.repository("app").pushBlob(Content.text("bytes of another tenant"));
    theirs.pushManifest("1", manifest(Image.OCI_CONFIG, secret.digest(), "{}"));
    var copy = theirs.name().replace("/app", "/copy");
    var path = theirs.api().replace("/app", "/copy");
    assertThat(outsider.send("POST", path + "/artifacts?from=" + theirs.name() + ":1", "{}"))
        .hasStatus(201);
    assertThat(outsider.get("/v2/" + copy + "/blobs/" + secret.digest()))
        .isRefused(404, "BLOB_UNKNOWN");
  }

  private Content manifest(String configType, String layer, String annotations) {
    var config = theirs.pushBlob(Content.text("{\"name\":\"x\",\"version\":\"1\"}"));
    return Content.text(
            """
            {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[{"mediaType":"%s","size":5,\
            "digest":"%s","annotations":%s}]}\
            """
                .formatted(
                    Image.OCI_MANIFEST,
                    config.as(configType).descriptor(),
                    FOREIGN,
                    layer,
                    annotations))
        .as(Image.OCI_MANIFEST);
  }
}
