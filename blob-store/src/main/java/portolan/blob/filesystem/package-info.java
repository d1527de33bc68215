/// Keeps blobs and uploads as plain files below one folder.
///
/// Nothing outside of that folder is touched, and a file below `blobs` is whole from the moment it
/// has its name: it was synced before, and is renamed into place. Several nodes may share the
/// folder.
@NullMarked
package portolan.blob.filesystem;

import org.jspecify.annotations.NullMarked;
