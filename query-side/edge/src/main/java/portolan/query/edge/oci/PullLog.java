package portolan.query.edge.oci;

import portolan.edge.identity.Caller;
import portolan.language.artifact.ManifestRef;
import portolan.language.oci.Reference;
import portolan.language.repository.RepositoryRef;

/// Remembers who pulled what. Called for every pull, and returns at once.
public interface PullLog {
  /// Remembers nothing.
  PullLog NONE = (_, _, _, _) -> {};

  /// A manifest is being handed out.
  ///
  /// @throws portolan.language.refusal.RefusedException `Unavailable` when pulls could not be kept
  ///   for so long that they must stop
  void pulled(Caller caller, RepositoryRef repository, Reference reference, ManifestRef manifest);
}
