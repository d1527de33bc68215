/// People with an account. Names and addresses are sealed for the person; passwords are in no
/// message but the one that sets them, and in no event.
@NullMarked
package portolan.language.user;

import org.jspecify.annotations.NullMarked;
