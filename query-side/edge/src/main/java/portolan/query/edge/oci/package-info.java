/// What registry clients read: manifests, blobs, and the lists of tags, repositories and referrers.
///
/// Content by digest never changes and is kept in memory or sent from its file; whether the
/// caller's repository has it is asked every time.
@NullMarked
package portolan.query.edge.oci;

import org.jspecify.annotations.NullMarked;
