/// People whom a UAA of Cloud Foundry knows: it takes their names and passwords, and says who they
/// are.
@NullMarked
package portolan.edge.uaa;

import org.jspecify.annotations.NullMarked;
