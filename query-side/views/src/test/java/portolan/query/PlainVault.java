package portolan.query;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;

/// A vault whose seal is a word before the text.
public final class PlainVault implements Vault {
  private final Set<PersonId> erased = ConcurrentHashMap.newKeySet();

  @Override
  public Sealed seal(PersonId person, String text) {
    return new Sealed(person, "sealed " + text);
  }

  @Override
  public Optional<String> open(Sealed sealed) {
    return erased.contains(sealed.person())
        ? Optional.empty()
        : Optional.of(sealed.ciphertext().substring("sealed ".length()));
  }

  @Override
  public void erase(PersonId person) {
    erased.add(person);
  }
}
