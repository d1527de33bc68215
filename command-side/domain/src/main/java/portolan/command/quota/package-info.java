/// Storage limits: how much a project may keep, and the ledger of what it keeps.
///
/// A blob counts once in a project, however many artifacts refer to it. What is used never passes a
/// limit by a push; a limit lowered below it stops pushes until enough was deleted.
@NullMarked
package portolan.command.quota;

import org.jspecify.annotations.NullMarked;
