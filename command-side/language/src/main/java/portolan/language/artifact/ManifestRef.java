package portolan.language.artifact;

import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// What a pull needs to know of a manifest beside its bytes.
public record ManifestRef(
    ArtifactId artifact, Digest digest, String mediaType, long size, @Nullable Digest subject) {}
