/// What the repositories hold at this moment: which artifacts, listing what, and where tags point.
///
/// Lean rows of current state beside the log, changed in the same transaction as the log, so that a
/// decision never has to load what a repository has been through.
@NullMarked
package portolan.command.inventory;

import org.jspecify.annotations.NullMarked;
