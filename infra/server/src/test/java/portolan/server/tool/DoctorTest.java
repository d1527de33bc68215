package portolan.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import portolan.server.configuration.Settings;

class DoctorTest {
  @TempDir Path data;

  private List<String> examined(Map<String, String> more) {
    return examined(data, more);
  }

  private static List<String> examined(Path data, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("portolan.data", data.toString());
    settings.putIfAbsent("portolan.port", "0");
    var lines = new ArrayList<String>();
    var source = new MapConfigurationPropertySource(settings);
    new Doctor(new Binder(source).bindOrCreate("portolan", Settings.class), lines::add).examine();
    return lines;
  }

  @Test
  void saysThatThereIsNoInstallationAndMakesNone() {
    var mistyped = data.resolve("dtaa");
    assertThat(examined(mistyped, Map.of()))
        .anyMatch(line -> line.startsWith("FAIL data") && line.contains("holds no installation"))
        .last()
        .isEqualTo("1 of 8 need a hand.");
    assertThat(mistyped).doesNotExist();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void namesADataFolderThatIsAFile() throws Exception {
    var file = Files.createFile(data.resolve("file"));
    assertThat(examined(file, Map.of())).anyMatch(line -> line.startsWith("FAIL data"));
  }

  @Test
  void namesARedisThatDoesNotAnswerInPlainWords() {
    assertThat(examined(Map.of("portolan.redis.url", "redis://127.0.0.1:1")))
        .anyMatch(line -> line.startsWith("FAIL redis") && line.contains("PORTOLAN_REDIS_URL"))
        .noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void namesATakenPortAndTheWayOut() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(examined(Map.of("portolan.port", "" + taken.getLocalPort())))
          .anyMatch(line -> line.startsWith("FAIL port") && line.contains("--port"));
    }
  }

  @Test
  void namesADatabaseThatDoesNotAnswerWithoutItsPassword() {
    assertThat(examined(Map.of("portolan.postgres.url", "postgresql://me:hush@127.0.0.1:1/r")))
        .anyMatch(
            line -> line.startsWith("FAIL database") && line.contains("PORTOLAN_POSTGRES_URL"))
        .noneMatch(line -> line.contains("hush"));
  }
}
