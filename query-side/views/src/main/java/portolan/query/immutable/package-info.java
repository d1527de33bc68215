/// Rules that protect tags, as readers see them.
@NullMarked
package portolan.query.immutable;

import org.jspecify.annotations.NullMarked;
