/// Repositories: made by the first push to a name, described, and deleted with all they hold.
///
/// A name is unique within its project while the repository lives.
@NullMarked
package portolan.command.repository;

import org.jspecify.annotations.NullMarked;
