/// Projects: made with an owner, set, staffed with members, and deleted once they hold nothing.
///
/// A project's name is unique among the living and free again after deletion; its number is not.
@NullMarked
package portolan.command.project;

import org.jspecify.annotations.NullMarked;
