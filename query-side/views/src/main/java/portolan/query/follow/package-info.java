/// Keeps the read models up to date: follows the event log, folds what it reads into row changes,
/// and writes those and its position in one transaction.
///
/// One node writes at a time. A batch is written whole or not at all, and no event is skipped: an
/// event that cannot be projected stops the group, loudly, until it can.
@NullMarked
package portolan.query.follow;

import org.jspecify.annotations.NullMarked;
