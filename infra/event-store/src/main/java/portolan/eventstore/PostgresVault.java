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
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

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
    return key.map(found -> decrypt(found, Base64.getDecoder().decode(sealed.ciphertext()), person))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
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
    return new SecretKeySpec(decrypt(master, wrapped, person), "AES");
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

  private static byte[] decrypt(SecretKey key, byte[] sealed, PersonId person) {
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), person);
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open: is this its master key?", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, PersonId person)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(person.value().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
