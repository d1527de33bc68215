/// Tokens by which other identity providers say what a workload is: a CI job, a pod.
///
/// The program speaks only to issuers that its operator names, and believes nothing that is not
/// signed by a key pair of theirs.
@NullMarked
package portolan.edge.workload;

import org.jspecify.annotations.NullMarked;
