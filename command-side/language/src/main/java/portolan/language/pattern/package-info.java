/// Patterns by which people name many repositories or tags at once.
@NullMarked
package portolan.language.pattern;

import org.jspecify.annotations.NullMarked;
