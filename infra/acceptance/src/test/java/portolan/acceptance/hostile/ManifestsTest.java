package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// Manifests that are broken, contradictory or enormous.
@AgainstTheRegistry
class ManifestsTest {
  private static final int LIMIT = 4 << 20;

  private final World world;
  private Repository repository;
  private Image image;

  ManifestsTest(Registry registry) {
    this.world = new World(registry);
  }

  @BeforeEach
  void newRepository() {
    repository = world.privateProject().repository("manifests");
    image = repository.push("good", Image.of("a layer"));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("no JSON", "this is not JSON"),
        Arguments.of("half of it", "{\"schemaVersion\":2,"),
        Arguments.of("an empty object", "{}"),
        Arguments.of("a list", "[]"),
        Arguments.of("a number", "17"),
        Arguments.of("null", "null"),
        Arguments.of("another version", "{\"schemaVersion\":7}"),
        Arguments.of("texts for layers", "{\"schemaVersion\":2,\"layers\":\"x\",\"config\":\"y\"}"),
        Arguments.of("deeply nested", "[".repeat(100_000) + "]".repeat(100_000)),
        Arguments.of(
            "deeply nested inside",
            "{\"schemaVersion\":2,\"x\":" + "{\"x\":".repeat(50_000) + "1" + "}".repeat(50_001)),
        Arguments.of("a number of a megabyte", "{\"schemaVersion\":" + "9".repeat(1 << 20) + "}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void refusesAManifestThatIs(String what, String manifest) {
    var answer = repository.putManifest("bad", Content.text(manifest).as(Image.OCI_MANIFEST));
    assertThat(answer).as(what).isRefused(400, "MANIFEST_INVALID");
    assertThat(repository.tags()).containsExactly("good");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"urls\":\"x\"",
        "\"urls\":[1]",
        "\"data\":5",
        "\"data\":\"%%%\"",
        "\"data\":\"AAAA\"",
        "\"artifactType\":5"
      })
  void refusesDescriptorsThatClientsCannotDecode(String more) {
    var index = Image.index(image.manifest()).as(Image.OCI_INDEX);
    for (var whole : List.of(image.manifest(), index)) {
      var broken = whole.asText().replaceAll("\"size\":", more + ",\"size\":");
      assertThat(repository.putManifest("bad", Content.text(broken).as(whole.mediaType())))
          .isRefused(400, "MANIFEST_INVALID");
    }
    assertThat(repository.tags()).containsExactly("good");
  }

  @Test
  void refusesADocumentThatIsTwoThings() {
    var both = image.manifest().asText().replaceFirst("\\{", "{\"manifests\":[],");
    for (var type : new String[] {Image.OCI_MANIFEST, Image.OCI_INDEX}) {
      var document = both.replace(Image.OCI_MANIFEST, type);
      assertThat(repository.putManifest("both", Content.text(document).as(type)))
          .isRefused(400, "MANIFEST_INVALID");
    }
  }

  @Test
  void refusesADocumentThatIsCalledWhatItIsNot() {
    assertThat(repository.putManifest("false", image.manifest().as(Image.OCI_INDEX)))
        .isRefused(400, "MANIFEST_INVALID");
    assertThat(repository.putManifest("false", image.manifest().as(Image.DOCKER_MANIFEST)))
        .isRefused(400, "MANIFEST_INVALID");
    var nameless =
        image.manifest().asText().replace("\"mediaType\":\"" + Image.OCI_MANIFEST + "\",", "");
    assertThat(repository.putManifest("false", Content.text(nameless).as(Image.OCI_INDEX)))
        .isRefused(400, "MANIFEST_INVALID");
    assertThat(repository.tags()).containsExactly("good");
  }

  @Test
  void refusesMediaTypesThatItDoesNotKnow() {
    for (var type : new String[] {"text/html", "application/json", "nonsense"}) {
      var answer = repository.putManifest("typed", image.manifest().as(type));
      assertThat(answer).isRefused(400, "MANIFEST_INVALID");
    }
  }

  @Test
  void takesAManifestAsLargeAsTheLimitAndNoLargerOne() {
    var padded = padded(LIMIT);
    assertThat(repository.putManifest("large", padded)).hasStatus(201);
    assertThat(repository.putManifest("larger", padded(LIMIT + 1))).hasStatus(413);
    assertThat(repository.manifest("large")).hasBody(padded.bytes());
  }

  private Content padded(int size) {
    var text = image.manifest().asText();
    var start = text.substring(0, text.length() - 1) + ",\"annotations\":{\"org.example.x\":\"";
    var padding = "x".repeat(size - start.length() - 3);
    return Content.text(start + padding + "\"}}").as(Image.OCI_MANIFEST);
  }

  /// Also through a proxy.
  @Test
  void tellsAClientThatSendsAllBeforeItReadsWhyItIsRefused() {
    assertThat(putWhole(repository.path("manifests/long"))).isRefused(413, "SIZE_INVALID");
    assertThat(putWhole("/v2/nginx/manifests/long")).isRefused(400, "NAME_INVALID");
  }

  private Answer putWhole(String path) {
    var headers = List.of("Content-Type: " + Image.OCI_MANIFEST);
    return RawConnection.ask(
        world.registry(), Registry.ADMIN, "PUT", path, headers, new byte[8 * LIMIT]);
  }

  @Test
  void readsNoMoreThanTheLimitOfAnEndlessManifest() {
    var endless =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            return given++ < 64L * LIMIT ? ' ' : -1;
          }
        };
    try {
      var answer =
          repository.client().stream(
              "PUT",
              repository.path("manifests/endless"),
              endless,
              "Content-Type",
              Image.OCI_MANIFEST);
      assertThat(answer).hasStatus(413);
    } catch (java.io.UncheckedIOException closed) {
      // The registry hangs up on who does not stop sending.
    }
    assertThat(repository.tags()).containsExactly("good");
  }

  @Test
  void namesTheBlobsThatAreMissing() {
    var here = Content.text("here");
    var missing = Content.text("missing");
    repository.pushBlob(here);
    var incomplete = Image.of(java.util.List.of(here, missing));
    repository.pushBlob(incomplete.blobs().getLast());
    var answer = repository.putManifest("incomplete", incomplete.manifest());
    assertThat(answer).hasStatus(400, 404).says("MANIFEST_BLOB_UNKNOWN", missing.digest());
    assertThat(answer.text()).doesNotContain(here.digest());
    assertThat(repository.tags()).containsExactly("good");
  }

  @Test
  void namesTheChildrenThatAreMissing() {
    var missing = Image.of("never pushed").manifest();
    var index = Image.index(image.manifest(), missing);
    assertThat(repository.putManifest("incomplete", index))
        .hasStatus(400, 404)
        .says("_UNKNOWN", missing.digest());
  }

  @Test
  void refusesIndexesThatLieTooDeepInEachOther() {
    var inner = repository.push("0", Image.of("in the middle")).manifest();
    for (int depth = 1; depth <= 8; depth++) {
      inner = repository.pushManifest("" + depth, Image.index(inner));
    }
    assertThat(repository.putManifest("9", Image.index(inner))).isRefused(400, "MANIFEST_INVALID");
    assertThat(repository.manifest("8")).hasStatus(200).hasBody(inner.bytes());
    assertThat(repository.deleteManifest(inner.digest())).hasStatus(202);
  }

  @Test
  void refusesAnIndexOfMoreChildrenThanTheLimit() {
    var children = new Content[10_001];
    java.util.Arrays.fill(children, image.manifest());
    assertThat(repository.putManifest("wide", Image.index(children)).status()).isIn(400, 413);
  }

  @Test
  void refusesANegativeSize() {
    var text = image.manifest().asText();
    var negative = text.replaceAll("\"size\":\\d+", "\"size\":-1");
    assertThat(repository.putManifest("bad", Content.text(negative).as(Image.OCI_MANIFEST)))
        .hasStatus(400);
  }
}
