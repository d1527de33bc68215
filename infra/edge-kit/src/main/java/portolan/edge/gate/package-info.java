/// The gate in front of everything that speaks HTTP: whether anything may be changed at all, and
/// whether a browser's request was meant by the person in front of it.
@NullMarked
package portolan.edge.gate;

import org.jspecify.annotations.NullMarked;
