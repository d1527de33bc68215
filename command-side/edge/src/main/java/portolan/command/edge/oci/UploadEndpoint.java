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
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// An upload session: append, ask, finish, cancel.
///
/// Source: OCI distribution-spec, "Pushing a blob in chunks".
final class UploadEndpoint implements V2Endpoint {
  private final UploadSessions sessions;

  UploadEndpoint(UploadSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(
        V2Operation.APPEND_UPLOAD,
        V2Operation.READ_UPLOAD,
        V2Operation.FINISH_UPLOAD,
        V2Operation.CANCEL_UPLOAD);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Upload) exchange.path();
    var repository = path.repository();
    var id = sessions.own(exchange, repository, path.session());
    return switch (exchange.operation()) {
      case APPEND_UPLOAD ->
          sessions
              .append(exchange, id)
              .flatMap(offset -> stands(exchange, repository, id, offset, 202));
      case READ_UPLOAD ->
          sessions.offset(id).flatMap(offset -> stands(exchange, repository, id, offset, 204));
      case FINISH_UPLOAD ->
          sessions
              .finish(exchange, repository, id, digest(exchange))
              .flatMap(digest -> UploadAnswers.created(exchange, repository, digest));
      case CANCEL_UPLOAD ->
          sessions.cancel(exchange, id).then(Mono.defer(() -> exchange.complete(204)));
      default -> throw new IllegalStateException("not an upload: " + exchange.operation());
    };
  }

  private static Mono<Void> stands(
      V2Exchange exchange, RepositoryName repository, UploadId id, long offset, int status) {
    UploadAnswers.describe(exchange, repository, id, offset);
    return exchange.complete(status);
  }

  private static Digest digest(V2Exchange exchange) {
    return exchange
        .parameter("digest")
        .map(Digests::require)
        .orElseThrow(() ->
            new Refusal.DigestInvalid("", "the parameter digest is needed to finish")
                .asException());
  }
}
