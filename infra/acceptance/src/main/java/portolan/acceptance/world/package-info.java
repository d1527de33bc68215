/// Projects and the people in them, made for a test.
@NullMarked
package portolan.acceptance.world;

import org.jspecify.annotations.NullMarked;
