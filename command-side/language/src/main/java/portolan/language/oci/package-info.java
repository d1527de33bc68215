/// The words of the OCI specifications: digests, names, tags, references, descriptors.
///
/// A value in hand is valid: every constructor refuses what the grammar refuses.
@NullMarked
package portolan.language.oci;

import org.jspecify.annotations.NullMarked;
