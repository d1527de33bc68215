/// Robots: accounts for programs, with a list of grants, an expiry, and a secret shown once.
@NullMarked
package portolan.language.robot;

import org.jspecify.annotations.NullMarked;
