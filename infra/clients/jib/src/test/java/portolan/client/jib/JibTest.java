package portolan.client.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

@AgainstTheRegistry
class JibTest {
  private final Registry registry;
  private final Project project;
  private final Person developer;
  @TempDir private Path folder;

  JibTest(Registry registry) {
    this.registry = registry;
    this.project = new World(registry).privateProject();
    this.developer = project.member(Role.DEVELOPER);
  }

  @ParameterizedTest
  @EnumSource
  void pushesAnImage(ImageFormat format) throws Exception {
    var pushed = push(format, developer);
    var manifest = project.repository("jib").manifest("1");
    assertThat(manifest)
        .hasStatus(200)
        .hasHeader("Docker-Content-Digest", pushed.getDigest().toString());
    for (var layer : manifest.json().path("layers")) {
      assertThat(project.repository("jib").blob(layer.path("digest").asString())).hasStatus(200);
    }
  }

  @Test
  void isToldThatThePasswordIsWrong() {
    assertThatThrownBy(() -> push(ImageFormat.OCI, developer.withPassword("Wrong-4711")))
        .hasStackTraceContaining("401 Unauthorized");
  }

  private JibContainer push(ImageFormat format, Person person) throws Exception {
    var file = Files.writeString(folder.resolve("hello.txt"), "built by jib");
    var image =
        RegistryImage.named(registry.host() + "/" + project.name() + "/jib:1")
            .addCredential(person.name(), person.password());
    return Jib.fromScratch()
        .setFormat(format)
        .addLayer(List.of(file), "/app")
        .setEntrypoint("/app/hello")
        .containerize(
            Containerizer.to(image)
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(folder.resolve("base"))
                .setApplicationLayersCache(folder.resolve("application")));
  }
}
