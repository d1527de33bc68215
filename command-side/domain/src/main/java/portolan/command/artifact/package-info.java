/// Artifacts: what a manifest's push makes of a repository and a digest, and how it goes again.
///
/// What an accepted artifact needs (its blobs, its children) stays until the artifact is deleted;
/// no tag ever points at nothing. The entity knows only whether it is here: what it consists of is
/// in the inventory, so that its stream stays cheap however often it is pushed.
@NullMarked
package portolan.command.artifact;

import org.jspecify.annotations.NullMarked;
