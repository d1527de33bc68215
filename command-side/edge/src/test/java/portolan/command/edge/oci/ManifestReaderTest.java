package portolan.command.edge.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.artifact.Blob;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

class ManifestReaderTest {
  private static final String D = "sha256:" + "a".repeat(64);
  private static final String E = "sha256:" + "e".repeat(64);
  private static final String LAYER = descriptor("application/vnd.oci.image.layer.v1.tar", E, 20);
  private static final String CONFIG = descriptor(MediaTypes.OCI_CONFIG, D, 10);

  @Test
  void readsAnImage() {
    var read =
        read(
            MediaTypes.OCI_MANIFEST,
            """
            {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s,%s],
             "annotations":{"a":"b"},"unknown":{"deep":[1,2,{}]}}
            """
                .formatted(MediaTypes.OCI_MANIFEST, CONFIG, LAYER, LAYER));
    var manifest = read.manifest();
    assertThat(manifest.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(manifest.configMediaType()).isEqualTo(MediaTypes.OCI_CONFIG);
    assertThat(manifest.artifactType()).isEqualTo(MediaTypes.OCI_CONFIG);
    assertThat(manifest.blobs())
        .containsExactly(
            new Blob(new Digest(D), 10, MediaTypes.OCI_CONFIG),
            new Blob(new Digest(E), 20, "application/vnd.oci.image.layer.v1.tar"));
    assertThat(manifest.annotations()).containsEntry("a", "b");
    assertThat(read.config()).map(Blob::digest).contains(new Digest(D));
  }

  @Test
  void readsAnArtifactWithASubject() {
    var manifest =
        read(
                MediaTypes.OCI_MANIFEST + "; charset=utf-8",
                """
                {"schemaVersion":2,"artifactType":"application/sbom","config":%s,"layers":null,
                 "subject":%s}
                """
                    .formatted(descriptor(MediaTypes.OCI_EMPTY, D, 2), LAYER))
            .manifest();
    assertThat(manifest.artifactType()).isEqualTo("application/sbom");
    assertThat(manifest.subject()).isEqualTo(new Digest(E));
    assertThat(manifest.blobs()).hasSize(1);
  }

  @Test
  void readsAnIndex() {
    var child =
        """
        {"mediaType":"%s","digest":"%s","size":5,"annotations":{"x":"y"},"urls":["a"],
         "platform":{"architecture":"arm","os":"linux","variant":"v7","os.features":["f"]}}
        """
            .formatted(MediaTypes.OCI_MANIFEST, E);
    var manifest =
        read(MediaTypes.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[" + child + "]}")
            .manifest();
    assertThat(manifest.configMediaType()).isNull();
    assertThat(manifest.children()).hasSize(1);
    var platform = manifest.children().getFirst().platform();
    assertThat(platform.variant()).isEqualTo("v7");
    assertThat(platform.osVersion()).isNull();
    assertThat(platform.osFeatures()).containsExactly("f");
    assertThat(manifest.children().getFirst().urls()).containsExactly("a");
  }

  @Test
  void tellsForeignLayersFromWhatMustBeHere() {
    var foreign =
        """
        {"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","digest":"%s",
         "size":9,"urls":["http://169.254.169.254/"]}
        """
            .formatted(E);
    var manifest =
        read(
                MediaTypes.DOCKER_MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                    .formatted(MediaTypes.DOCKER_MANIFEST, CONFIG, foreign))
            .manifest();
    assertThat(manifest.blobs())
        .extracting(Blob::digest, Blob::mayBeElsewhere)
        .containsExactly(tuple(new Digest(D), false), tuple(new Digest(E), true));
  }

  @Test
  void takesTheDocumentsOwnWordWhenThereIsNoHeader() {
    var body = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}";
    var read = ManifestReader.read(bytes(body.formatted(MediaTypes.DOCKER_LIST)), any(), none());
    assertThat(read.manifest().mediaType()).isEqualTo(MediaTypes.DOCKER_LIST);
  }

  @Test
  void refusesDocumentsOfTwoKinds() {
    var both =
        "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s],\"manifests\":[]}"
            .formatted(CONFIG, LAYER);
    refuses(MediaTypes.OCI_MANIFEST, both);
    refuses(MediaTypes.OCI_INDEX, both);
    var image = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(CONFIG, LAYER);
    refuses(MediaTypes.OCI_INDEX, image);
    refuses(MediaTypes.DOCKER_MANIFEST, image);
    refuses("text/plain", image);
    refuses(null, image);
    refuses(MediaTypes.OCI_MANIFEST, "{\"schemaVersion\":2,\"manifests\":[]}");
    refuses(
        MediaTypes.OCI_INDEX,
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
            .formatted(MediaTypes.DOCKER_LIST));
    refuses(
        MediaTypes.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[],\"config\":" + CONFIG + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "null",
        "[]",
        "{}",
        "{\"schemaVersion\":2,\"manifests\":[]} {}",
        "{\"schemaVersion\":2,\"manifests\":[]}x",
        "{\"schemaVersion\":2,\"schemaVersion\":2,\"manifests\":[]}",
        "{\"schemaVersion\":2,\"manifests\":[],\"manifests\":[]}",
        "{\"schemaVersion\":2,\"manifests\":[],\"Layers\":[]}",
        "{\"schemaVersion\":2,\"manifests\":[],\"layer\u017f\":[]}",
        "{\"schemaVersion\":2,\"MANIFESTS\":[]}",
        "{\"schemaVersion\":1,\"manifests\":[]}",
        "{\"schemaVersion\":2.0,\"manifests\":[]}",
        "{\"schemaVersion\":\"2\",\"manifests\":[]}",
        "{\"schemaVersion\":99999999999999999999999,\"manifests\":[]}",
        "{\"schemaVersion\":2,\"manifests\":{}}",
        "{\"schemaVersion\":2,\"manifests\":[null]}",
        "{\"schemaVersion\":2,\"manifests\":[{}]}",
        "{\"schemaVersion\":2,\"manifests\":[],\"fsLayers\":[]}",
        "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"a\":1}}",
        "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"a\":\"\\u0000\"}}",
        "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"a\":\"\\ud800\"}}",
        "{\"schemaVersion\":2,\"manifests\":[],\"artifactType\":\"a b\"}",
        "\ufeff{\"schemaVersion\":2,\"manifests\":[]}"
      })
  void refusesWhatIsNoManifest(String body) {
    refuses(MediaTypes.OCI_INDEX, body);
  }

  @Test
  void refusesOtherEncodings() {
    var body = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> ManifestReader.read(body, any(), Optional.of(MediaTypes.OCI_INDEX)))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a/b     | "urls":"x"               | layers.urls must be an array
          a/b     | "urls":[1]               | layers.urls must be a text
          a/b     | "data":5                 | layers.data must be a text
          a/b     | "data":"%%%%"            | layers.data is not base64
          a/b     | "data":"AAA"             | layers.data is not base64
          a/b     | "data":"AAAA"            | layers.data has another digest or size than layers
          a/b     | "artifactType":5         | layers.artifactType must be a text
          a/b     | "artifactType":"x y"     | layers.artifactType is not a media type
          a/b     | "annotations":{"k":1}    | layers.annotations.k must be a text
          a/b     | "platform":{"os":1}      | layers.platform.os must be a text
          a/b     | "platform":{"os.features":[1]} | layers.platform.os.features must be a text
          a/b     | "URLs":[]                | a key differs from urls by case only
          garbage | "x":1                    | layers.mediaType is not a media type
          a/      | "x":1                    | layers.mediaType is not a media type
          ''      | "x":1                    | layers.mediaType is not a media type
          """)
  void refusesDescriptorsThatClientsCannotRead(String type, String more, String why) {
    var broken = descriptor(type, E, 3).replace("}", "," + more + "}");
    var manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}";
    refuses(MediaTypes.OCI_MANIFEST, manifest.formatted(CONFIG, broken), why);
    refuses(
        MediaTypes.OCI_MANIFEST,
        manifest.formatted(broken, LAYER),
        why.replace("layers", "config"));
    refuses(
        MediaTypes.OCI_INDEX,
        "{\"schemaVersion\":2,\"manifests\":[" + broken + "]}",
        why.replace("layers", "manifests"));
  }

  @Test
  void takesDescriptorsWithAllThatTheyMayHave() {
    var digest = Digest.of(bytes("{}")).value();
    var data = descriptor(MediaTypes.OCI_EMPTY, digest, 2).replace("}", ",\"data\":\"e30=\"}");
    var nothing = LAYER.replace("}", ",\"urls\":null,\"data\":null,\"artifactType\":\"a/b\"}");
    var manifest =
        read(
                MediaTypes.OCI_MANIFEST,
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(data, nothing))
            .manifest();
    assertThat(manifest.blobs()).hasSize(2);
  }

  @Test
  void saysWhatIsWrong() {
    var index = "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{%s}}";
    refuses(
        MediaTypes.OCI_INDEX,
        index.formatted("\"a\":\"1\",\"a\":\"2\""),
        "a key is there twice at line 1, column 61");
    refuses(
        MediaTypes.OCI_INDEX, index.formatted("\"b\\u001b\":3"), "annotations.b? must be a text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mediaType\":\"a/b\",\"digest\":\"sha256:12\",\"size\":1}",
        "{\"mediaType\":\"a/b\",\"digest\":\"md5:d41d8cd98f00b204e9800998ecf8427e\",\"size\":1}",
        "{\"mediaType\":\"a/b\",\"digest\":\"sha256:../../x\",\"size\":1}",
        "{\"mediaType\":\"a/b\",\"size\":1}",
        "{\"mediaType\":7,\"size\":1}"
      })
  void refusesBadDescriptors(String descriptor) {
    refuses(
        MediaTypes.OCI_MANIFEST,
        "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(CONFIG, descriptor));
  }

  @Test
  void refusesImpossibleSizes() {
    for (var size : new String[] {"-1", "1.5", "\"1\"", "99999999999999999999"}) {
      refuses(
          MediaTypes.OCI_MANIFEST,
          "{\"schemaVersion\":2,\"config\":%s,\"layers\":[]}"
              .formatted(CONFIG.replace("\"size\":10", "\"size\":" + size)));
    }
    refuses(
        MediaTypes.OCI_MANIFEST,
        "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s,%s]}"
            .formatted(CONFIG, LAYER, LAYER.replace("20", "21")));
  }

  @Test
  void refusesDepthAndWidth() {
    refuses(
        MediaTypes.OCI_INDEX,
        "{\"schemaVersion\":2,\"manifests\":[],\"x\":"
            + "[".repeat(100_000)
            + "]".repeat(100_000)
            + "}");
    refuses(MediaTypes.OCI_INDEX, "{\"x\":".repeat(500_000));
    var children = (LAYER + ",").repeat(10_000);
    assertThat(
            read(
                    MediaTypes.OCI_INDEX,
                    "{\"schemaVersion\":2,\"manifests\":["
                        + children.substring(0, children.length() - 1)
                        + "]}")
                .manifest()
                .children())
        .hasSize(10_000);
    refuses(MediaTypes.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[" + children + LAYER + "]}");
  }

  @Test
  void tellsWhatAConfigSays() {
    var config =
        """
        {"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z",
         "config":{"Cmd":["/bin/sh"]},"history":[{"x":1}],"rootfs":{}}
        """;
    assertThat(ConfigAttributes.attributes(bytes(config), false, Set.of()))
        .isEqualTo(
            "{\"architecture\":\"amd64\",\"author\":\"\",\"os\":\"linux\","
                + "\"created\":\"2026-01-01T00:00:00Z\",\"config\":{\"Cmd\":[\"/bin/sh\"]}}");
    assertThat(ConfigAttributes.attributes(bytes("{\"a\":\"\ud83d\ude00\"}"), true, Set.of()))
        .isEqualTo("{\"a\":\"\ud83d\ude00\"}");
    assertThat(ConfigAttributes.attributes(bytes("{\"name\":\"c\",\"v\":[1.50]}"), true, Set.of()))
        .isEqualTo("{\"name\":\"c\",\"v\":[1.50]}");
  }

  @Test
  void tellsNothingOfBrokenAndLargeConfigs() {
    assertThat(ConfigAttributes.attributes(bytes("{\"os\":"), false, Set.of())).isEqualTo("{}");
    assertThat(ConfigAttributes.attributes(bytes("[" + "[".repeat(1000)), true, Set.of()))
        .isEqualTo("{}");
    assertThat(ConfigAttributes.attributes(bytes("{\"a\":\"\\ud800\"}"), true, Set.of()))
        .isEqualTo("{}");
    assertThat(ConfigAttributes.attributes(bytes("{\"a\":\"\\u0000\",\"b\":1}"), true, Set.of()))
        .isEqualTo("{\"b\":1}");
    var large = "{\"os\":\"linux\",\"config\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(ConfigAttributes.attributes(bytes(large), false, Set.of()))
        .isEqualTo("{\"architecture\":\"\",\"author\":\"\",\"os\":\"linux\"}");
  }

  private static void refuses(String contentType, String body) {
    assertThatThrownBy(
            () -> ManifestReader.read(bytes(body), any(), Optional.ofNullable(contentType)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> {
              assertThat(it.refusal()).isInstanceOf(Refusal.ManifestInvalid.class);
              assertThat(it.refusal().toString()).hasSizeLessThan(300).doesNotContain("jackson");
            });
  }

  private static void refuses(String contentType, String body, String why) {
    assertThatThrownBy(() -> read(contentType, body))
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> assertThat(it.refusal()).isEqualTo(new Refusal.ManifestInvalid(why)));
  }

  private static ReadManifest read(String contentType, String body) {
    return ManifestReader.read(bytes(body), any(), Optional.of(contentType));
  }

  private static String descriptor(String mediaType, String digest, int size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, digest, size);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Digest any() {
    return new Digest(D);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
