/// Roles that administrators make: named sets of permissions, for all projects. What a member may
/// do follows the role as it is now.
@NullMarked
package portolan.language.role;

import org.jspecify.annotations.NullMarked;
