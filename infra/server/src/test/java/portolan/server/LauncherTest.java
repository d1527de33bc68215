package portolan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, in a folder where all is built, with a Java that says what it was called with.
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../../portolan");

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void build() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    for (var part :
        List.of(
            ".mvn",
            "command-side",
            "query-side",
            "blob-store",
            "portal",
            "infra/edge-kit",
            "infra/event-store",
            "infra/server/target/app")) {
      Files.createDirectories(home.resolve(part));
    }
    Files.createFile(home.resolve("pom.xml"));
    Files.copy(LAUNCHER, home.resolve("portolan"));
    var app = home.resolve("infra/server/target/app");
    Files.createFile(app.resolve("portolan-server.jar"));
    Files.writeString(app.resolve(".trained"), app.toRealPath() + "\n");
    Files.writeString(app.resolve(".built"), "1\n");
    makeJdk();
  }

  private void makeJdk() throws IOException {
    var jdk = Files.createDirectories(folder.resolve("jdk/bin"));
    for (var program : List.of("java", "javac")) {
      var file = Files.writeString(jdk.resolve(program), "#!/bin/sh\necho \"$@\"\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  @Test
  void findsItsProgramThroughLinks() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("home/portolan"));
    var links = Files.createSymbolicLink(folder.resolve("links"), link);
    assertThat(said(links, Map.of(), "up"))
        .contains("-jar " + home.toRealPath() + "/infra/server/target/app/portolan-server.jar");
  }

  @Test
  void takesEverySettingInBothForms() throws Exception {
    assertThat(said(Map.of(), "up", "--portolan.port", "8097", "--portolan.drain=5s"))
        .contains("--portolan.port=8097 --portolan.drain=5s");
    assertThat(said(Map.of(), "up", "--portolan.port")).contains("--portolan.port needs a value");
    assertThat(said(Map.of(), "up", "--prot", "1")).contains("There is no option --prot");
  }

  @Test
  void takesTheLastOfWhatIsGivenTwice() throws Exception {
    assertThat(said(Map.of(), "up", "--port", "1", "--roles=jobs", "--port=2", "--portolan.port=3"))
        .endsWith("--portolan.roles=jobs --portolan.port=3\n")
        .doesNotContain("port=1", "port=2");
    assertThat(said(Map.of(), "up", "--config", "/a b", "--config", "/c d"))
        .endsWith("--portolan.config-file=/c d\n")
        .doesNotContain("/a b");
  }

  @Test
  void leavesTheDataFolderToTheFileWhenNoneIsGiven() throws Exception {
    assertThat(said(Map.of(), "up")).doesNotContain("--portolan.data");
    assertThat(said(Map.of(), "up", "--data", "/a", "--data=/b")).endsWith("--portolan.data=/b\n");
  }

  @Test
  void refusesAJavaThatIsNone() throws Exception {
    assertThat(said(Map.of("PORTOLAN_JAVA_HOME", "/nope"), "doctor"))
        .startsWith("PORTOLAN_JAVA_HOME is /nope, and that is no JDK 25.");
  }

  @Test
  void refusesAHeapThatIsNone() throws Exception {
    for (var heap : List.of("lots", "1m", "64m", "-1g", "512")) {
      assertThat(said(Map.of("PORTOLAN_HEAP", heap), "up")).startsWith("PORTOLAN_HEAP is " + heap);
    }
    assertThat(said(Map.of("PORTOLAN_HEAP", "512m"), "up")).contains("-Xmx512m");
    assertThat(said(Map.of("PORTOLAN_HEAP", "2G"), "up")).contains("-Xmx2G");
  }

  private String said(Map<String, String> environment, String... words) throws Exception {
    return said(home.resolve("portolan"), environment, words);
  }

  private String said(Path launcher, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PORTOLAN_"));
    builder.environment().put("PORTOLAN_JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }
}
