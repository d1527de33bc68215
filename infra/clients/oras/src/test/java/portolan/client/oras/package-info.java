/// The ORAS SDK, which stores any artifact, against the running registry.
@NullMarked
package portolan.client.oras;

import org.jspecify.annotations.NullMarked;
