package portolan.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portolan.edge.token.KeyRing;
import portolan.server.CannotStart;

/// The keys that this registry makes for itself at its first start, in a folder that all its nodes
/// share. Nodes that start at the same moment agree on one.
final class SecretFiles {
  private static final int KEY = 32;
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;

  SecretFiles(Path folder) {
    this.folder = folder;
  }

  /// Wraps the keys of persons. Without it the personal data in history stays closed.
  byte[] masterKey() {
    return Base64.getDecoder()
        .decode(content("master.key", () -> Base64.getEncoder().encodeToString(random())));
  }

  /// Signs registry tokens.
  KeyRing tokenKeys() {
    return KeyRing.read(content("token-keys.json", () -> KeyRing.generate(Instant.now()).write()));
  }

  /// Puts other keys in their place, at once for all who read them.
  void replaceTokenKeys(KeyRing ring) {
    var file = folder.resolve("token-keys.json");
    try {
      var half = Files.createTempFile(folder, "token-keys.json", ".new", FILE);
      Files.writeString(half, ring.write(), StandardOpenOption.SYNC);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A key for one purpose, derived from the master key.
  byte[] derived(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(masterKey(), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String content(String name, Supplier<String> first) {
    var file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        make(file, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotStart(
          "The key %s cannot be read or made (%s).".formatted(file, e.getMessage()),
          "Give the program access to this folder, or put back the file that belongs to this"
              + " database.",
          e);
    }
  }

  private void make(Path file, String content) throws IOException {
    Files.createDirectories(folder, FOLDER);
    var half = Files.createTempFile(folder, file.getFileName().toString(), ".new", FILE);
    Files.writeString(half, content, StandardOpenOption.SYNC);
    try {
      Files.createLink(file, half);
    } catch (FileAlreadyExistsException e) {
      // Another node was faster: its key counts.
    } finally {
      Files.delete(half);
    }
  }

  private static byte[] random() {
    var key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
