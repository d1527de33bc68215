/// What is set for the whole registry, as readers see it.
@NullMarked
package portolan.query.configuration;

import org.jspecify.annotations.NullMarked;
