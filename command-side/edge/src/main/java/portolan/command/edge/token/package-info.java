/// The token service: where registry clients turn a sign-in into a token for what they are about to
/// do.
///
/// A token never names an action that was not asked for or that its bearer does not hold; who may
/// nothing gets a token that opens nothing, so that nobody learns what exists.
@NullMarked
package portolan.command.edge.token;

import org.jspecify.annotations.NullMarked;
