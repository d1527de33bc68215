package portolan.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;

class SealingPersonalDataTest {
  private static final PersonId ALICE = new PersonId("user:1001");
  private static final PersonId BOB = new PersonId("user:1002");

  private final PostgresVault vault = new PostgresVault(TestDatabase.shared(), new byte[32]);

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open(vault.seal(ALICE, "alice@example.org"))).contains("alice@example.org");
  }

  @Test
  void showsNothingOfAnErasedPerson() {
    var address = vault.seal(BOB, "bob@example.org");

    vault.erase(BOB);

    assertThat(vault.open(address)).isEmpty();
  }

  @Test
  void showsNothingOfAValueMovedToAnotherPerson() {
    var address = vault.seal(ALICE, "alice@example.org");
    vault.seal(BOB, "x");

    assertThat(vault.open(new Sealed(BOB, address.ciphertext()))).isEmpty();
  }

  @Test
  void showsNothingThatWasSealedWithAKeyThatIsGone() {
    var before = vault.seal(BOB, "bob@example.org");
    vault.erase(BOB);
    var after = vault.seal(BOB, "bob@example.net");

    assertThat(vault.open(before)).isEmpty();
    assertThat(vault.open(after)).contains("bob@example.net");
  }

  @Test
  void knowsWhetherItsMasterKeyIsTheOneOfTheDatabase() {
    vault.seal(ALICE, "alice@example.org");
    var other = new byte[32];
    other[0] = 1;

    assertThat(PostgresVault.holdsKeys(TestDatabase.shared())).isTrue();
    assertThat(vault.fits()).isTrue();
    assertThat(new PostgresVault(TestDatabase.shared(), other).fits()).isFalse();
  }
}
