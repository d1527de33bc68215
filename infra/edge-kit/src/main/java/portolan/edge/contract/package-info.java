/// What the REST API promises: every operation, who may ask for it, what it takes and answers.
///
/// One table (`operations.txt`) names them all, those too that are left for later and answer 501.
/// The OpenAPI description is made from it and from the controllers' own parameters and bodies, so
/// that it cannot tell of a parameter that is not read.
@NullMarked
package portolan.edge.contract;

import org.jspecify.annotations.NullMarked;
