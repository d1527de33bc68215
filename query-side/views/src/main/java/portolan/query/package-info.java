/// What the registry answers: read models made from the event log, and the answers to questions
/// about them.
///
/// Everything here follows from events and may be thrown away and made again. An answer is one
/// statement, whatever the amount of rows behind it.
@NullMarked
package portolan.query;

import org.jspecify.annotations.NullMarked;
