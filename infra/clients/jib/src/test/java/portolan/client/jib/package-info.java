/// Jib, the builder of Java images, against the running registry.
@NullMarked
package portolan.client.jib;

import org.jspecify.annotations.NullMarked;
