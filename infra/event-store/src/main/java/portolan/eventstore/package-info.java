/// The event store: how events are written to PostgreSQL, named, read back in order, and how
/// personal data in them is sealed.
///
/// Stored bytes never change. A reader of the log sees every committed event once, in the order of
/// the global index.
@NullMarked
package portolan.eventstore;

import org.jspecify.annotations.NullMarked;
