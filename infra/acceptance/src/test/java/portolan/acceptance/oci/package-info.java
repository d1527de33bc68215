/// What the OCI distribution specification asks of a registry, category by category, as its
/// conformance suite does: pull, push, content discovery, content management.
@NullMarked
package portolan.acceptance.oci;

import org.jspecify.annotations.NullMarked;
