/// Keeps blobs and uploads in a bucket of any store that speaks S3.
///
/// A blob's object appears only when its content was verified: it is one small PUT, or a
/// server-side copy of a completed upload whose hash was checked. All that a session knows lies in
/// the bucket, so that any node can go on with it.
@NullMarked
package portolan.blob.s3;

import org.jspecify.annotations.NullMarked;
