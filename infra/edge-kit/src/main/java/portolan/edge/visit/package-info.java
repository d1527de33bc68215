/// Gathers what visitors do, so that a pull costs no write of its own and a flood of refusals
/// becomes few entries.
@NullMarked
package portolan.edge.visit;

import org.jspecify.annotations.NullMarked;
