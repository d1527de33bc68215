package portolan.blob.s3;

import java.time.Instant;

/// What the store says about an object: equal as long as no other one was put in its place.
///
/// @param size in bytes
/// @param tag the store's own name for the content
record ObjectState(long size, String tag, Instant modified) {}
