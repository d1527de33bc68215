package portolan.command.edge.oci;

import java.util.EnumSet;
import java.util.Set;
import portolan.edge.message.Commands;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.repository.ReleaseBlob;
import reactor.core.publisher.Mono;

/// `DELETE …/blobs/DIGEST`: gives up a blob that no artifact of the repository uses.
///
/// Source: OCI distribution-spec, "Deleting Blobs".
final class BlobDeletionEndpoint implements V2Endpoint {
  private final Commands commands;

  BlobDeletionEndpoint(Commands commands) {
    this.commands = commands;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.DELETE_BLOB);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Blob) exchange.path();
    var release = new ReleaseBlob(exchange.project().id(), path.repository(), path.digest());
    return commands.send(release, exchange.caller()).then(Mono.defer(() -> exchange.complete(202)));
  }
}
