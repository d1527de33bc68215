/// Labels: coloured words that people put on artifacts, of the whole registry or of one project.
@NullMarked
package portolan.language.label;

import org.jspecify.annotations.NullMarked;
