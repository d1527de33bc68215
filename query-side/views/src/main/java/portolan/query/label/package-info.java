/// Labels as readers see them, and which artifacts they are on.
@NullMarked
package portolan.query.label;

import org.jspecify.annotations.NullMarked;
