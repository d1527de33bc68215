/// Personal data in history: held encrypted under a key per person, so that erasing the key erases
/// the person.
@NullMarked
package portolan.language.privacy;

import org.jspecify.annotations.NullMarked;
