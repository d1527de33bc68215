/// Who may do what: people in their roles, robots, and those who do not sign in.
@NullMarked
package portolan.acceptance.access;

import org.jspecify.annotations.NullMarked;
