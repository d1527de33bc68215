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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import portolan.edge.token.KeyRing;
import portolan.eventstore.PostgresVault;
import portolan.server.CannotStart;

/// The keys that this registry makes for itself at its first start, in a folder that all its nodes
/// share. Nodes that start at the same moment agree on one.
public final class SecretFiles {
  private static final String MASTER = "master.key";
  private static final String TOKENS = "token-keys.json";
  private static final int KEY = 32;
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final DataSource database;
  private byte @Nullable [] master;

  /// @param database whose secrets the keys open
  public SecretFiles(Path folder, DataSource database) {
    this.folder = folder;
    this.database = database;
  }

  /// Wraps the keys of persons. Without it the personal data in history stays closed, so one is
  /// made only where nothing was ever sealed.
  ///
  /// @throws CannotStart when it is missing, or another one than this database was sealed with
  synchronized byte[] masterKey() {
    if (master == null) {
      check();
      master = decoded(content(MASTER, () -> Base64.getEncoder().encodeToString(random())));
    }
    return master;
  }

  /// Looks whether the master key is there that this database needs, and makes nothing.
  ///
  /// @throws CannotStart when it is not
  public void check() {
    if (!PostgresVault.holdsKeys(database)) {
      return;
    }
    var file = folder.resolve(MASTER);
    if (Files.notExists(file)) {
      throw lost("The master key %s is missing.".formatted(file));
    }
    if (!new PostgresVault(database, decoded(read(file))).fits()) {
      throw lost("The master key %s is not the one of this database.".formatted(file));
    }
  }

  private static CannotStart lost(String problem) {
    return new CannotStart(
        problem + " The database holds personal data and secrets that only its own key opens.",
        "Put that key back from your copy, or name the folder that has it with"
            + " PORTOLAN_SECRETS_FOLDER; docs/operations.md says what to do when it is lost.");
  }

  private byte[] decoded(String text) {
    try {
      var key = Base64.getDecoder().decode(text);
      if (key.length == KEY) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw lost("The file %s holds no master key.".formatted(folder.resolve(MASTER)));
  }

  /// Signs registry tokens. When it is lost a new one is made, and clients sign in again.
  KeyRing tokenKeys() {
    var text = content(TOKENS, () -> KeyRing.generate(Instant.now()).write());
    try {
      return KeyRing.read(text);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(
          "The file %s holds no keys for tokens.".formatted(folder.resolve(TOKENS)),
          "Put it back from your copy, or delete it: a new one is made, and clients sign in again.",
          e);
    }
  }

  /// Puts other keys in their place, at once for all who read them.
  void replaceTokenKeys(KeyRing ring) {
    var file = folder.resolve(TOKENS);
    try {
      var half = Files.createTempFile(folder, TOKENS, ".new", FILE);
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
    } catch (IOException e) {
      throw closed(file, e);
    }
    return read(file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw closed(file, e);
    }
  }

  private static CannotStart closed(Path file, IOException e) {
    return new CannotStart(
        "The key %s cannot be read or made (%s).".formatted(file, CannotStart.why(e)),
        "Give the program access to this folder, or put back the file that belongs to this"
            + " database.",
        e);
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
