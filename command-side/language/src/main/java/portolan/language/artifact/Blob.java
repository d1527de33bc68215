package portolan.language.artifact;

import portolan.language.oci.Digest;

/// Bytes that an artifact keeps alive and that its project's quota counts.
///
/// @param size bytes
public record Blob(Digest digest, long size, String mediaType) {}
