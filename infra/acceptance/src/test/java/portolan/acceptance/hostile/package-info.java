/// Requests that are broken, or made to break something: each gets a clear "no" and changes
/// nothing.
@NullMarked
package portolan.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
