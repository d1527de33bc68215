/// The read side put together: all read models, and all answers.
@NullMarked
package portolan.query.assembly;

import org.jspecify.annotations.NullMarked;
