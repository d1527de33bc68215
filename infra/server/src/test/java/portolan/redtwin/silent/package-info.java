@NullMarked
package portolan.redtwin.silent;

import org.jspecify.annotations.NullMarked;
