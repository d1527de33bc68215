/// What the registry says about itself and about whoever asks: that it is alive, what it can, who
/// you are and what you may.
@NullMarked
package portolan.query.edge.api.system;

import org.jspecify.annotations.NullMarked;
