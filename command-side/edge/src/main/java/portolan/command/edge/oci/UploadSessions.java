package portolan.command.edge.oci;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.OptionalLong;
import portolan.blob.StoredBlob;
import portolan.blob.UploadId;
import portolan.blob.Uploads;
import portolan.edge.error.Errors;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Exchange;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What a caller does with upload sessions of a repository, step by step.
final class UploadSessions {
  private final Queries queries;
  private final Uploads uploads;
  private final UploadIds ids;
  private final OpenUploads open;
  private final Holdings holdings;
  private final StorageBudget budget;

  UploadSessions(
      Queries queries,
      Uploads uploads,
      UploadIds ids,
      OpenUploads open,
      Holdings holdings,
      StorageBudget budget) {
    this.queries = queries;
    this.uploads = uploads;
    this.ids = ids;
    this.open = open;
    this.holdings = holdings;
    this.budget = budget;
  }

  /// Opens a session for a blob that is not known yet, unless the project is past its limit.
  Mono<UploadId> startWithin(V2Exchange exchange, RepositoryName repository) {
    return budget
        .requireWithin(exchange.project().id())
        .then(Mono.defer(() -> start(exchange, repository)));
  }

  /// Opens a session.
  Mono<UploadId> start(V2Exchange exchange, RepositoryName repository) {
    var actor = exchange.caller().actor();
    var id = ids.issue(exchange, repository);
    open.open(actor, id);
    return uploads.start(id).doOnError(_ -> open.close(actor, id)).thenReturn(id);
  }

  /// The caller's own session, or `UploadUnknown`.
  UploadId own(V2Exchange exchange, RepositoryName repository, String id) {
    return ids.require(exchange, repository, id);
  }

  /// How many bytes a session has.
  Mono<Long> offset(UploadId id) {
    return uploads
        .offset(id)
        .switchIfEmpty(Mono.error(() -> new Refusal.UploadUnknown(id.value()).asException()));
  }

  /// Appends the request's body; the answer is what the session has then.
  Mono<Long> append(V2Exchange exchange, UploadId id) {
    return from(exchange, id)
        .flatMap(from -> uploads.append(id, from, body(exchange)))
        .doOnNext(offset -> open.advance(exchange.caller().actor(), id, offset));
  }

  /// Appends the request's body, if any, and makes the session a blob that the repository holds.
  Mono<Digest> finish(V2Exchange exchange, RepositoryName repository, UploadId id, Digest claimed) {
    var actor = exchange.caller().actor();
    long size = open.offset(actor, id) + Bodies.length(exchange).orElse(0);
    return budget
        .require(exchange.project().id(), claimed, size)
        .then(from(exchange, id))
        .flatMap(from -> uploads.finish(id, from, body(exchange), claimed))
        .doOnSuccess(_ -> open.close(actor, id))
        .doOnError(failure -> closeEnded(exchange, id, failure))
        .flatMap(blob ->
            requireCounted(exchange, blob, size)
                .then(requireOpen(exchange, repository))
                .then(hold(exchange, repository, blob)));
  }

  /// A body takes its time, in which the project may have been deleted.
  private Mono<Void> requireOpen(V2Exchange exchange, RepositoryName repository) {
    var name = repository.project();
    return queries
        .ask(new ResolveProject(name))
        .filter(found -> found.map(ProjectRef::id).equals(Optional.of(exchange.project().id())))
        .switchIfEmpty(Mono.error(() -> new Refusal.ProjectUnknown(name.value()).asException()))
        .then();
  }

  /// A body need not say how long it is, and what another node got of it is not known here.
  private Mono<Void> requireCounted(V2Exchange exchange, StoredBlob blob, long counted) {
    return blob.size() <= counted
        ? Mono.empty()
        : budget.require(exchange.project().id(), blob.digest(), blob.size()).then();
  }

  /// One request, one blob: what is left of a failed one is of no use to anybody.
  Mono<Digest> whole(V2Exchange exchange, RepositoryName repository, Digest claimed) {
    return start(exchange, repository)
        .flatMap(id ->
            finish(exchange, repository, id, claimed)
                .onErrorResume(
                    failure -> cancel(exchange, id).onErrorComplete().then(Mono.error(failure))));
  }

  Mono<Void> cancel(V2Exchange exchange, UploadId id) {
    return uploads.cancel(id).doFinally(_ -> open.close(exchange.caller().actor(), id));
  }

  private Mono<Digest> hold(V2Exchange exchange, RepositoryName repository, StoredBlob blob) {
    return holdings
        .hold(exchange.project().id(), repository, blob.digest(), blob.size())
        .thenReturn(blob.digest());
  }

  /// A session that was found wrong is gone.
  private void closeEnded(V2Exchange exchange, UploadId id, Throwable failure) {
    switch (Errors.refusal(failure).orElse(null)) {
      case Refusal.DigestInvalid _, Refusal.UploadUnknown _ ->
          open.close(exchange.caller().actor(), id);
      case null, default -> {}
    }
  }

  /// A body that does not say how long it is must have as many bytes as its range.
  private static Flux<ByteBuf> body(V2Exchange exchange) {
    var body = Bodies.stream(exchange);
    var range = exchange.header("Content-Range").flatMap(ContentRange::of);
    return range.isEmpty() || Bodies.length(exchange).isPresent()
        ? body
        : Bodies.ofLength(body, range.get().length());
  }

  /// Where the client says that its chunk begins; a range that means nothing gets the true offset.
  private Mono<OptionalLong> from(V2Exchange exchange, UploadId id) {
    var header = exchange.header("Content-Range");
    if (header.isEmpty()) {
      return Mono.just(OptionalLong.empty());
    }
    var range = ContentRange.of(header.get());
    if (range.isEmpty()) {
      return offset(id)
          .map(offset -> {
            throw new Refusal.RangeInvalid(offset, "Content-Range must be like 0-1023")
                .asException();
          });
    }
    var length = Bodies.length(exchange);
    return length.isPresent() && length.getAsLong() != range.get().length()
        ? Mono.error(
            new Refusal.SizeInvalid("Content-Range and Content-Length differ").asException())
        : Mono.just(OptionalLong.of(range.get().first()));
  }
}
