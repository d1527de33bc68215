/// What was done, for those who look into it.
@NullMarked
package portolan.language.audit;

import org.jspecify.annotations.NullMarked;
