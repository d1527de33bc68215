/// What registry clients change: uploads in every form, mounts, manifests, and deletions.
///
/// Bytes go from the socket to the storage without being gathered in memory, and a 201 is said only
/// after they are durable and the repository holds them. A manifest is read once, strictly, and its
/// bytes are kept before the push is decided. An upload's name is worth nothing to anybody but the
/// one who started it.
@NullMarked
package portolan.command.edge.oci;

import org.jspecify.annotations.NullMarked;
