/// Groups of people, as readers see them.
@NullMarked
package portolan.query.group;

import org.jspecify.annotations.NullMarked;
