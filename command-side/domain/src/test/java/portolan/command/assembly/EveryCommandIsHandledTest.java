package portolan.command.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.junit.jupiter.api.Test;
import portolan.language.message.Command;

class EveryCommandIsHandledTest {

  @Test
  void everyCommandOfTheLanguageHasExactlyOneHandler() throws Exception {
    var handled =
        CommandHandlers.of(
                new Entities(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null),
                new Ports(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, null, null))
            .stream()
            .flatMap(handler -> Arrays.stream(handler.getClass().getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(CommandHandler.class))
            .map(method -> method.getParameterTypes()[0].getSimpleName())
            .toList();

    assertThat(handled).containsExactlyInAnyOrderElementsOf(commands());
  }

  private static Set<String> commands() throws IOException, URISyntaxException {
    var home = Command.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Path.of(home).toFile().isDirectory()) {
      return commandsIn(Path.of(home));
    }
    try (var jar = FileSystems.newFileSystem(URI.create("jar:" + home), java.util.Map.of())) {
      return commandsIn(jar.getPath("/"));
    }
  }

  private static Set<String> commandsIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.startsWith("portolan") && name.endsWith(".class"))
          .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
          .map(EveryCommandIsHandledTest::load)
          .filter(type -> type.isRecord() && Command.class.isAssignableFrom(type))
          .map(Class::getSimpleName)
          .collect(Collectors.toSet());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
