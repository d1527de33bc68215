/// Rules that protect tags: made, changed and deleted, and asked by whoever would move or remove a
/// tag.
///
/// The rules of a project change only while nobody pushes to it or deletes from it, so what a
/// decision sees of them holds until it is committed.
@NullMarked
package portolan.command.immutable;

import org.jspecify.annotations.NullMarked;
