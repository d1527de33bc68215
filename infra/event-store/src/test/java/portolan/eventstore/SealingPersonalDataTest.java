package portolan.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void refusesAValueMovedToAnotherPerson() {
    var address = vault.seal(ALICE, "alice@example.org");
    vault.seal(BOB, "x");

    assertThatThrownBy(() -> vault.open(new Sealed(BOB, address.ciphertext())))
        .hasMessageContaining("does not open");
  }
}
