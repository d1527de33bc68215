/// How much each project may store, and how much it does: every blob counted once a project.
@NullMarked
package portolan.query.quota;

import org.jspecify.annotations.NullMarked;
