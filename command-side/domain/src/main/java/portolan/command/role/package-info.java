/// Roles that administrators make, and who has them.
///
/// Whoever gives a role holds it meanwhile, and it can be deleted only when nobody has it.
@NullMarked
package portolan.command.role;

import org.jspecify.annotations.NullMarked;
