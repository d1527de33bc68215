package portolan.query.edge.api.addition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import portolan.language.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadingModelsTest {
  private static final String TAR = "application/vnd.cncf.model.doc.v1.tar";
  private static final String RAW = "application/vnd.cncf.model.doc.v1.raw";

  @Test
  void listsFilesInTheirFolders() {
    var listed =
        files(
            "b.txt", "weights/2.safetensors", "weights/1.safetensors", "a.txt", "empty/", "x/y/z");

    assertThat(listed)
        .isEqualTo(
            """
            [{"name":"empty","type":"directory"},\
            {"name":"weights","type":"directory","children":[\
            {"name":"1.safetensors","type":"file","size":7},\
            {"name":"2.safetensors","type":"file","size":7}]},\
            {"name":"x","type":"directory","children":[{"name":"y","type":"directory","children":[\
            {"name":"z","type":"file","size":7}]}]},\
            {"name":"a.txt","type":"file","size":7},\
            {"name":"b.txt","type":"file","size":7}]\
            """);
    assertThat(files()).isEqualTo("null");
  }

  @Test
  void takesPathsForNothingButNames() {
    assertThat(files("../../etc/passwd", "./a/../b", "/", "..", "b"))
        .isEqualTo(
            """
            [{"name":"etc","type":"directory","children":[\
            {"name":"passwd","type":"file","size":7}]},{"name":"b","type":"file","size":7}]\
            """);
  }

  @Test
  void refusesWhatCannotBeListed() {
    refusesFiles("deeper than 64", "a/".repeat(65) + "x");
    refusesFiles("longer than 4096", "a".repeat(4097));
    refusesFiles("called as a folder is", "a/b", "a");
    refusesFiles("called as a folder is", "a", "a/b");
    var many = new String[10_001];
    java.util.Arrays.setAll(many, Integer::toString);
    refusesFiles("more than 10000", many);
  }

  @Test
  void findsDocumentsByTheirPathAndType() {
    var manifest =
        manifest(
            layer("application/vnd.cncf.model.weight.v1.tar", "README.md"),
            layer(TAR, "docs/README.md"),
            layer(TAR, "README.md"),
            layer(RAW, "LICENSE"));

    assertThat(ModelAdditions.layer(manifest, "readme.md"))
        .contains(manifest.path("layers").path(2));
    assertThat(ModelAdditions.layer(manifest, "license")).contains(manifest.path("layers").path(3));
    assertThat(ModelAdditions.layer(manifest(), "license")).isEmpty();
  }

  @Test
  void readsDocumentsAsTheyAreAndOutOfArchives() {
    var raw = ModelAdditions.document(layer(RAW, "LICENSE"), "MIT".getBytes(UTF_8), "license");
    assertThat(raw.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(new String(raw.bytes(), UTF_8)).isEqualTo("MIT");
    var tar =
        tar(entry("docs/", '5', ""), entry("README.md", '0', "# A model"), entry("x", '2', ""));
    var readme = ModelAdditions.document(layer(TAR, "README.md"), tar, "readme.md");
    assertThat(readme.contentType()).isEqualTo("text/markdown; charset=utf-8");
    assertThat(new String(readme.bytes(), UTF_8)).isEqualTo("# A model");
  }

  @Test
  void refusesABrokenArchive() {
    var promising = entry("README.md", '0', "x");
    System.arraycopy("77777777777".getBytes(UTF_8), 0, promising, 124, 11);
    refusesTar("ends too early", promising);
    var nonsense = entry("README.md", '0', "x");
    nonsense[124] = (byte) 0xff;
    refusesTar("no size", nonsense);
  }

  private static void refusesTar(String why, byte[] tar) {
    assertThatThrownBy(() -> ModelAdditions.document(layer(TAR, "README.md"), tar, "readme.md"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  private static void refusesFiles(String why, String... paths) {
    assertThatThrownBy(() -> files(paths))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  private static String files(String... paths) {
    var layers = java.util.Arrays.stream(paths).map(path -> layer("any", path));
    return new String(
        ModelAdditions.files(manifest(layers.toArray(JsonNode[]::new))).bytes(), UTF_8);
  }

  private static JsonNode manifest(JsonNode... layers) {
    var manifest = JsonMapper.shared().createObjectNode();
    manifest.putArray("layers").addAll(java.util.List.of(layers));
    return manifest;
  }

  private static JsonNode layer(String mediaType, String path) {
    var layer = JsonMapper.shared().createObjectNode().put("mediaType", mediaType).put("size", 7);
    layer.putObject("annotations").put("org.cncf.model.filepath", path);
    return layer;
  }

  private static byte[] tar(byte[]... entries) {
    var tar = new ByteArrayOutputStream();
    for (var entry : entries) {
      tar.writeBytes(entry);
    }
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  private static byte[] entry(String name, char type, String text) {
    var entry = new byte[512 + (text.length() + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 124, "%011o".formatted(text.length()));
    entry[156] = (byte) type;
    put(entry, 257, "ustar");
    put(entry, 512, text);
    return entry;
  }

  private static void put(byte[] into, int at, String text) {
    var bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }
}
