package portolan.command.edge.oci;

import java.util.EnumSet;
import java.util.Set;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.Reference;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.ResolveRepository;
import portolan.language.tag.DeleteTag;
import reactor.core.publisher.Mono;

/// `DELETE …/manifests/REFERENCE`: an artifact by its digest, or a tag by its name; the artifact of
/// a deleted tag stays. Harbor refuses the latter, the specification has it.
///
/// Source: OCI distribution-spec, "Deleting tags" and "Deleting Manifests".
final class ManifestDeletionEndpoint implements V2Endpoint {
  private final Queries queries;
  private final Commands commands;

  ManifestDeletionEndpoint(Queries queries, Commands commands) {
    this.queries = queries;
    this.commands = commands;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.DELETE_MANIFEST);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Manifest) exchange.path();
    var unknown = new Refusal.RepositoryUnknown(path.repository().toString());
    return queries
        .ask(new ResolveRepository(path.repository()))
        .map(found -> found.orElseThrow(unknown::asException))
        .flatMap(repository ->
            commands.send(deletion(repository.id(), path.reference()), exchange.caller()))
        .then(Mono.defer(() -> exchange.complete(202)));
  }

  private static Command<Done> deletion(RepositoryId repository, Reference reference) {
    return switch (reference) {
      case Reference.ByTag(var tag) -> new DeleteTag(repository, tag);
      case Reference.ByDigest(var digest) -> new DeleteArtifact(repository, digest);
    };
  }
}
