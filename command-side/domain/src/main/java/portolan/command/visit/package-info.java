/// Keeps what visitors did, group by group, each sealed by an event in a stream of its own.
@NullMarked
package portolan.command.visit;

import org.jspecify.annotations.NullMarked;
