/// People with an account: registered, changed, trusted with administration, and closed.
///
/// Names are unique without regard to case, and free again when an account is closed. What is
/// personal is sealed for the person before it becomes part of an event.
@NullMarked
package portolan.command.user;

import org.jspecify.annotations.NullMarked;
