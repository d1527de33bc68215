/// Accepted vulnerabilities, as readers see them.
@NullMarked
package portolan.query.allowlist;

import org.jspecify.annotations.NullMarked;
