/// People who sign in once and are known for a while: the session behind a browser's cookie, and
/// whatever else must be remembered between two requests of one person.
///
/// All of it is kept in Redis and may be lost at any moment; who is logged out signs in again.
@NullMarked
package portolan.edge.session;

import org.jspecify.annotations.NullMarked;
