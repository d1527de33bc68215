/// Programs that people use every day, unmodified: what they push comes back byte for byte.
@NullMarked
package portolan.acceptance.clients;

import org.jspecify.annotations.NullMarked;
