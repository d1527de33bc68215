/// Treats a running program as clients do, while it is built and learned from.
@NullMarked
package portolan.server.rehearsal;

import org.jspecify.annotations.NullMarked;
