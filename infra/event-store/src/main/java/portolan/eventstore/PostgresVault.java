package portolan.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;

/// Keys per person in the table `person_key`, each wrapped by the master key; values sealed by
/// AES-256-GCM with the person's name as associated data.
///
/// Keys are remembered for a minute, so an erasure reaches every node within one.
public final class PostgresVault implements Vault {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private final DataSource database;
  private final SecretKey master;
  private final SecureRandom random = new SecureRandom();
  private final Cache<PersonId, SecretKey> keys =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(10_000)
          .expireAfterWrite(Duration.ofMinutes(1))
          .build();

  /// @param database outside of any running transaction: a key must outlive a command that is
  ///   rolled back
  /// @param master 32 bytes, kept outside of the database
  public PostgresVault(DataSource database, byte[] master) {
    if (master.length != KEY) {
      throw new IllegalArgumentException("the master key must have 32 bytes");
    }
    this.database = database;
    this.master = new SecretKeySpec(master, "AES");
  }

  /// Whether keys of persons are kept, which only their master key opens.
  public static boolean holdsKeys(DataSource database) {
    return oldest(database).isPresent();
  }

  /// Whether the master key opens the oldest key that is kept; true when there is none.
  public boolean fits() {
    return oldest(database).map(this::opens).orElse(true);
  }

  private boolean opens(Wrapped key) {
    try {
      return unwrapped(key.bytes(), key.person()).getEncoded().length == KEY;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private record Wrapped(PersonId person, byte[] bytes) {}

  private static Optional<Wrapped> oldest(DataSource database) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select person, wrapped from person_key order by made_at, person limit 1");
        var rows = query.executeQuery()) {
      return rows.next()
          ? Optional.of(new Wrapped(new PersonId(rows.getString(1)), rows.getBytes(2)))
          : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("the keys of persons could not be read", e);
    }
  }

  @Override
  public Sealed seal(PersonId person, String text) {
    var key = keys.get(person, this::findOrMake);
    var sealed = encrypt(key, text.getBytes(StandardCharsets.UTF_8), person);
    return new Sealed(person, Base64.getEncoder().encodeToString(sealed));
  }

  @Override
  public Optional<String> open(Sealed sealed) {
    var person = sealed.person();
    var key = Optional.ofNullable(keys.getIfPresent(person)).or(() -> find(person));
    key.ifPresent(found -> keys.put(person, found));
    return key.flatMap(found -> opened(found, sealed));
  }

  // A value that the person's key does not open was sealed with one that is gone, or for another
  // person: it shows nothing, as one that was erased.
  private static Optional<String> opened(SecretKey key, Sealed sealed) {
    try {
      var bytes = decrypted(key, Base64.getDecoder().decode(sealed.ciphertext()), sealed.person());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value could not be opened", e);
    }
  }

  @Override
  public void erase(PersonId person) {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from person_key where person = ?")) {
      delete.setString(1, person.value());
      delete.executeUpdate();
      keys.invalidate(person);
    } catch (SQLException e) {
      throw new IllegalStateException("the person's key could not be erased", e);
    }
  }

  private SecretKey findOrMake(PersonId person) {
    return find(person).orElseGet(() -> make(person));
  }

  private Optional<SecretKey> find(PersonId person) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select wrapped from person_key where person = ?")) {
      query.setString(1, person.value());
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(unwrapped(rows.getBytes(1), person)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the person's key could not be read", e);
    }
  }

  private SecretKey make(PersonId person) {
    var key = new byte[KEY];
    random.nextBytes(key);
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into person_key (person, wrapped) values (?, ?) on conflict do nothing")) {
      insert.setString(1, person.value());
      insert.setBytes(2, encrypt(master, key, person));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the person's key could not be stored", e);
    }
    return find(person).orElseThrow();
  }

  private SecretKey unwrapped(byte[] wrapped, PersonId person) {
    try {
      return new SecretKeySpec(decrypted(master, wrapped, person), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a person's key does not open: is this its master key?", e);
    }
  }

  private byte[] encrypt(SecretKey key, byte[] plain, PersonId person) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, person);
      return ByteBuffer.allocate(NONCE + cipher.getOutputSize(plain.length))
          .put(nonce)
          .put(cipher.doFinal(plain))
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a value could not be sealed", e);
    }
  }

  private static byte[] decrypted(SecretKey key, byte[] sealed, PersonId person)
      throws GeneralSecurityException {
    if (sealed.length < NONCE) {
      throw new AEADBadTagException("too short");
    }
    var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), person);
    return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, PersonId person)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(person.value().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
