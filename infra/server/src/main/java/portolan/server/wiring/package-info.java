/// Puts the sides together: buses, stores, projections and edges.
@NullMarked
package portolan.server.wiring;

import org.jspecify.annotations.NullMarked;
