/// Looks after an installation: what is wrong with it, and what to do.
@NullMarked
package portolan.server.tool;

import org.jspecify.annotations.NullMarked;
