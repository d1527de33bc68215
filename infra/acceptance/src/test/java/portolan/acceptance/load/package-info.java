/// Many clients at once: none of them sees a past state, and no sum drifts.
@NullMarked
package portolan.acceptance.load;

import org.jspecify.annotations.NullMarked;
