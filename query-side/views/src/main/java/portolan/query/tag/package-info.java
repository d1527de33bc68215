/// Where each tag points, and where it pointed before.
@NullMarked
package portolan.query.tag;

import org.jspecify.annotations.NullMarked;
