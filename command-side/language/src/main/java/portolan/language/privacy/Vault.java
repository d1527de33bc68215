package portolan.language.privacy;

import java.util.Optional;

/// Seals and opens personal data. Blocking: a person's key may have to be fetched.
public interface Vault {

  /// Encrypts for a person; makes the person's key when there is none.
  Sealed seal(PersonId person, String text);

  /// The text, or empty when the person has been erased.
  Optional<String> open(Sealed sealed);

  /// Destroys the person's key. What was sealed for the person can never be read again.
  void erase(PersonId person);
}
