/// Rules that keep tags where they are: a tag that a rule protects can neither be moved nor
/// removed, and what it points at cannot be deleted.
@NullMarked
package portolan.language.immutable;

import org.jspecify.annotations.NullMarked;
