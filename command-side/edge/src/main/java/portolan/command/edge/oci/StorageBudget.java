package portolan.command.edge.oci;

import portolan.language.oci.Digest;
import portolan.language.project.ProjectId;
import reactor.core.publisher.Mono;

/// Spares a client an upload that its project has no room for. The decision that counts is made
/// when the manifest is pushed.
public interface StorageBudget {

  /// Fails with `Refusal.QuotaExceeded` when the project has a limit and a blob would pass it. A
  /// blob that the project has already adds nothing.
  ///
  /// @param size of the blob in bytes, as far as it is known
  Mono<Void> require(ProjectId project, Digest digest, long size);

  /// Fails with `Refusal.QuotaExceeded` when the project keeps more than its limit already, as
  /// after the limit was lowered.
  Mono<Void> requireWithin(ProjectId project);
}
