/// People whom an authentication proxy of the installation knows: it takes names and passwords, and
/// reviews tokens, for everything that stands behind it.
@NullMarked
package portolan.edge.authproxy;

import org.jspecify.annotations.NullMarked;
