/// Repositories: made by the first push, described, and deleted with all they hold.
@NullMarked
package portolan.language.repository;

import org.jspecify.annotations.NullMarked;
