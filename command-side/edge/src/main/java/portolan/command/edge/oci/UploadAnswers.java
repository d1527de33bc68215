package portolan.command.edge.oci;

import portolan.blob.UploadId;
import portolan.edge.oci.V2Exchange;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import reactor.core.publisher.Mono;

/// What answers about uploads have in common.
final class UploadAnswers {
  private UploadAnswers() {}

  /// Where a session is and how many bytes it has.
  static void describe(V2Exchange exchange, RepositoryName repository, UploadId id, long offset) {
    exchange.locate("/v2/" + repository + "/blobs/uploads/" + id);
    exchange.headers().set("Docker-Upload-UUID", id.value());
    exchange.received(offset);
  }

  /// The blob is here.
  static Mono<Void> created(V2Exchange exchange, RepositoryName repository, Digest digest) {
    exchange.locate("/v2/" + repository + "/blobs/" + digest);
    exchange.headers().set("Docker-Content-Digest", digest.value());
    return exchange.complete(201);
  }
}
