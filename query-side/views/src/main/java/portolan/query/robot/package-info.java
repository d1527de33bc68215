/// Robots as readers see them.
@NullMarked
package portolan.query.robot;

import org.jspecify.annotations.NullMarked;
