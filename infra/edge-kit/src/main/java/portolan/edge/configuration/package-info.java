/// What administrators have set, as the edges ask for it.
@NullMarked
package portolan.edge.configuration;

import org.jspecify.annotations.NullMarked;
