package portolan.command.edge.oci;

import java.util.EnumSet;
import java.util.Set;
import portolan.blob.UploadId;
import portolan.edge.oci.Digests;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import reactor.core.publisher.Mono;

/// `POST …/blobs/uploads/`: opens a session, takes a blob in one request, or mounts one.
///
/// Source: OCI distribution-spec, "Pushing blobs" and "Mounting a blob from another repository".
final class UploadStartEndpoint implements V2Endpoint {
  private final UploadSessions sessions;
  private final Mounts mounts;

  UploadStartEndpoint(UploadSessions sessions, Mounts mounts) {
    this.sessions = sessions;
    this.mounts = mounts;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.START_UPLOAD);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var repository = ((V2Path.Uploads) exchange.path()).repository();
    var whole = exchange.parameter("digest").map(Digests::require);
    if (whole.isPresent()) {
      return sessions
          .whole(exchange, repository, whole.get())
          .flatMap(digest -> UploadAnswers.created(exchange, repository, digest));
    }
    var mount = exchange.parameter("mount").map(Digests::require);
    return mount.isPresent()
        ? mounted(exchange, repository, mount.get())
        : started(exchange, repository);
  }

  private Mono<Void> mounted(V2Exchange exchange, RepositoryName repository, Digest digest) {
    return mounts
        .mount(exchange, repository, digest, exchange.parameter("from"))
        .flatMap(done ->
            done
                ? UploadAnswers.created(exchange, repository, digest)
                : started(exchange, repository));
  }

  private Mono<Void> started(V2Exchange exchange, RepositoryName repository) {
    return sessions
        .startWithin(exchange, repository)
        .flatMap(id -> accepted(exchange, repository, id));
  }

  private static Mono<Void> accepted(V2Exchange exchange, RepositoryName repository, UploadId id) {
    UploadAnswers.describe(exchange, repository, id, 0);
    return exchange.complete(202);
  }
}
