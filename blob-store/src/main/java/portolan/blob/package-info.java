/// Keeps the bytes of images under their digest, and takes uploads that can be broken off and
/// resumed.
///
/// Two invariants: what is stored under a digest was verified against it and is durable, and
/// nothing incomplete is ever visible. Knows no project, no user and no event. `filesystem` and
/// `s3` are the two places where bytes can live; both keep the same contract.
@NullMarked
package portolan.blob;

import org.jspecify.annotations.NullMarked;
