/// Where people sign in and out with a browser.
///
/// A wrong name and a wrong password look alike and take as long; after signing in, the session has
/// an id that nobody knew before.
@NullMarked
package portolan.command.edge.session;

import org.jspecify.annotations.NullMarked;
