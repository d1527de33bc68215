/// What the event store promises.
@NullMarked
package portolan.eventstore;

import org.jspecify.annotations.NullMarked;
