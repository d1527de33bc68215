/// Roles that administrators made, as readers see them.
@NullMarked
package portolan.query.role;

import org.jspecify.annotations.NullMarked;
