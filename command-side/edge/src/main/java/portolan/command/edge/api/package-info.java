/// The REST operations that change something, as Harbor's clients send them.
///
/// An operation asks once whether the caller may, reads what was sent, sends one command, and says
/// where the result is. What it refuses is worded elsewhere.
@NullMarked
package portolan.command.edge.api;

import org.jspecify.annotations.NullMarked;
