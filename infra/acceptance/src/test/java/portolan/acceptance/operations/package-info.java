/// Running the registry: stopping it under load, TLS, blobs in S3, building what is read anew.
@NullMarked
package portolan.acceptance.operations;

import org.jspecify.annotations.NullMarked;
