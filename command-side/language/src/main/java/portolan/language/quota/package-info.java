/// Storage limits of projects. What is used is what the project's artifacts refer to, each blob
/// counted once.
@NullMarked
package portolan.language.quota;

import org.jspecify.annotations.NullMarked;
