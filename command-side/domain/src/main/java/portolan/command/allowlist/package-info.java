/// Accepted vulnerabilities: one list for the whole registry and one for each project that has set
/// it.
@NullMarked
package portolan.command.allowlist;

import org.jspecify.annotations.NullMarked;
