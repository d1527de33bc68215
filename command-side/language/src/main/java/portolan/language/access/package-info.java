/// Who acts and what they may do: actors, roles, resources, actions, and the one function that
/// decides.
@NullMarked
package portolan.language.access;

import org.jspecify.annotations.NullMarked;
