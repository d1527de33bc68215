/// What happens when the program, or something that it needs, dies: nothing that was acknowledged
/// is lost, and the next start needs no hand.
@NullMarked
package portolan.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
