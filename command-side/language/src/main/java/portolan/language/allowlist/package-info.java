/// Vulnerabilities that people have looked at and accept, in the whole registry or in one project.
@NullMarked
package portolan.language.allowlist;

import org.jspecify.annotations.NullMarked;
