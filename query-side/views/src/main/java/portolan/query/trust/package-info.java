/// Trust rules, and the workloads that came by them, as readers see them.
@NullMarked
package portolan.query.trust;

import org.jspecify.annotations.NullMarked;
