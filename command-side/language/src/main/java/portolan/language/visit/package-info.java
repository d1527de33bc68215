/// Who looked at what, and who was turned away: what is no change of the registry and is kept all
/// the same, in a log of its own.
///
/// Visits are gathered and written in groups; each group is sealed by one event.
@NullMarked
package portolan.language.visit;

import org.jspecify.annotations.NullMarked;
