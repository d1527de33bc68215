/// Registry tokens: what a client shows at `/v2` after it has signed in once.
///
/// A token opens what its signed `access` names and its bearer still holds, for this service, in
/// its lifetime. The algorithm is fixed by our key and never chosen by the token.
@NullMarked
package portolan.edge.token;

import org.jspecify.annotations.NullMarked;
