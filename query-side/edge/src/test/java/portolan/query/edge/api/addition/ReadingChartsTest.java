package portolan.query.edge.api.addition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.refusal.RefusedException;

class ReadingChartsTest {

  @Test
  void takesTheFilesOfTheChartsOwnFolder() {
    var chart =
        tgz(
            file("demo/Chart.yaml", "name: demo\n"),
            file("demo/charts/sub/values.yaml", "of: another\n"),
            file("demo/README.md", "# demo\n"),
            file("demo/values.yaml", "replicas: 2\n"));

    assertThat(text(chart, "values.yaml")).isEqualTo("replicas: 2\n");
    assertThat(text(chart, "readme.md")).isEqualTo("# demo\n");
    assertThat(text(chart, "dependencies")).isEqualTo("null");
    assertThat(text(tgz(file("demo/Chart.yaml", "")), "readme.md")).isEmpty();
  }

  @Test
  void listsWhatAChartDependsOn() {
    var listed =
        """
        dependencies:
        - name: db
          version: 1.2
          repository: oci://example.org/charts
          tags: [back]
        """;

    for (var name : new String[] {"demo/Chart.yaml", "demo/requirements.yaml"}) {
      assertThat(text(tgz(file(name, listed)), "dependencies"))
          .isEqualTo(
              """
              [{"name":"db","version":"1.2","repository":"oci://example.org/charts","tags":["back"]}]\
              """);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/values.yaml",
        "../values.yaml/..",
        "values.yaml",
        "a/b/values.yaml",
        "/values.yaml/x"
      })
  void passesOverWhatLiesElsewhere(String path) {
    assertThat(text(tgz(file(path, "x")), "values.yaml")).isEmpty();
  }

  @Test
  void followsNoLink() {
    var link = file("demo/values.yaml", "");
    link[156] = '2';

    assertThat(text(tgz(link), "values.yaml")).isEmpty();
  }

  @Test
  void stopsBeforeABombHasUnfolded() {
    var header = header("demo/big", 1L << 32);
    var zeros = new byte[1 << 20];
    var parts = new byte[80][];
    parts[0] = header;
    for (int i = 1; i < parts.length; i++) {
      parts[i] = zeros;
    }

    refuses(tgz(parts), "64 MiB unpacked");
    refuses(tgz(header("demo/values.yaml", 3 << 20)), "larger than 2 MiB");
  }

  @Test
  void stopsWhenThereAreTooManyEntries() {
    var parts = new byte[10_001][];
    java.util.Arrays.setAll(parts, i -> header("demo/" + i, 0));

    refuses(tgz(parts), "entries");
  }

  @Test
  void refusesWhatIsNoArchiveAndWhatEndsTooEarly() {
    refuses("not an archive".getBytes(UTF_8), "cannot be read");
    refuses(tgz(header("demo/values.yaml", 100)), "ends too early");
    var nonsense = header("demo/values.yaml", 1);
    nonsense[124] = (byte) 0xff;
    refuses(tgz(nonsense), "no size");
  }

  @Test
  void takesFewAliasesAndMakesNoObjects() {
    var laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      var alias = "*a" + (i - 1);
      laughs.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(",", java.util.Collections.nCopies(9, alias))));
    }
    for (var yaml :
        new String[] {laughs.toString(), "dependencies: !!java.net.URL [\"http://x\"]"}) {
      assertThatThrownBy(() -> ChartAdditions.of(tgz(file("d/Chart.yaml", yaml)), "dependencies"))
          .isInstanceOf(RefusedException.class);
    }
  }

  private static void refuses(byte[] archive, String why) {
    assertThatThrownBy(() -> ChartAdditions.of(archive, "values.yaml"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  private static String text(byte[] archive, String addition) {
    return new String(ChartAdditions.of(archive, addition).bytes(), UTF_8);
  }

  private static byte[] file(String name, String text) {
    var bytes = text.getBytes(UTF_8);
    var file =
        java.util.Arrays.copyOf(header(name, bytes.length), 512 + (bytes.length + 511) / 512 * 512);
    System.arraycopy(bytes, 0, file, 512, bytes.length);
    return file;
  }

  private static byte[] header(String name, long size) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(size));
    header[156] = '0';
    put(header, 257, "ustar");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] tgz(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (var part : parts) {
        gzip.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
