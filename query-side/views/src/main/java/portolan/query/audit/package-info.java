/// What was done, by whom, from where, to what, and what stood there before.
///
/// A row for every event that a person would call an operation. The address and agent of the client
/// stay sealed in the row and are opened when shown, so that erasing a person erases them here too.
@NullMarked
package portolan.query.audit;

import org.jspecify.annotations.NullMarked;
