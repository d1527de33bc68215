/// How the deciding side is put together: its entities over an event store, its handlers over their
/// ports.
@NullMarked
package portolan.command.assembly;

import org.jspecify.annotations.NullMarked;
