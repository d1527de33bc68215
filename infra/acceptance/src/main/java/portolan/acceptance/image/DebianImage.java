package portolan.acceptance.image;

import static portolan.acceptance.image.Content.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portolan.acceptance.running.Shell;

/// A real image: the files of Debian packages that this machine has, a layer for each package, as
/// `docker save` would write it.
public final class DebianImage {
  private DebianImage() {}

  /// Writes the archive.
  ///
  /// @param packages such as `coreutils`
  /// @return the file, for `docker-archive:`
  public static Path archive(Path folder, String name, String... packages) {
    try {
      var inside = Files.createDirectories(folder.resolve(name));
      var layers = new ArrayList<Content>();
      for (var one : packages) {
        var tar = inside.resolve(one + ".tar");
        Shell.run(List.of("sh", "-c", FILES, one, tar.toString()));
        layers.add(new Content(Image.OCI_LAYER, Files.readAllBytes(tar)));
      }
      var config = Image.of(layers).blobs().getLast();
      Files.write(inside.resolve("config.json"), config.bytes());
      Files.write(inside.resolve("manifest.json"), manifest(packages));
      var archive = folder.resolve(name + ".tar");
      Shell.run(List.of("tar", "-C", inside.toString(), "-cf", archive.toString(), "."));
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Packs what a package has installed, but for its folders.
  private static final String FILES =
      """
      dpkg -L "$0" | while read -r file; do [ -f "$file" ] && echo "$file"; done |
        tar --sort=name --mtime=@0 --owner=0 --group=0 -P --transform='s,^/,,' -cf "$1" -T -
      """;

  private static byte[] manifest(String... packages) {
    var manifest = JSON.createArrayNode();
    var image = manifest.addObject().put("Config", "config.json");
    image.putArray("RepoTags");
    var layers = image.putArray("Layers");
    for (var one : packages) {
      layers.add(one + ".tar");
    }
    return JSON.writeValueAsBytes(manifest);
  }
}
