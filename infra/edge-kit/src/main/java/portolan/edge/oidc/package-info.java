/// People who sign in at an OIDC provider: with a browser by its code flow, and with programs by a
/// secret that the registry keeps for them as long as the provider stands for the person.
@NullMarked
package portolan.edge.oidc;

import org.jspecify.annotations.NullMarked;
