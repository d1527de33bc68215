/// Projects as readers see them: settings, members and their roles.
///
/// Only living projects have rows.
@NullMarked
package portolan.query.project;

import org.jspecify.annotations.NullMarked;
