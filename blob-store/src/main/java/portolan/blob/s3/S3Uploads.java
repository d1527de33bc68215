package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import portolan.blob.StoredBlob;
import portolan.blob.UploadId;
import portolan.blob.Uploads;
import portolan.blob.upload.Intake;
import portolan.blob.upload.Writers;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Upload sessions as multipart uploads that become blobs by a copy.
final class S3Uploads implements Uploads {
  private final Bucket bucket;
  private final S3Blobs blobs;
  private final Executor workers;
  private final Scheduler scheduler;
  private final Writers<S3Session.Known> writers = new Writers<>();

  S3Uploads(Bucket bucket, S3Blobs blobs, Executor workers) {
    this.bucket = bucket;
    this.blobs = blobs;
    this.workers = workers;
    this.scheduler = Schedulers.fromExecutor(workers);
  }

  @Override
  public Mono<Void> start(UploadId id) {
    return waiting(() -> {
      new SessionObjects(bucket, id).save(SessionState.fresh());
      return null;
    });
  }

  @Override
  public Mono<Long> offset(UploadId id) {
    return waiting(
        () -> new SessionObjects(bucket, id).load().map(SessionState::offset).orElse(null));
  }

  @Override
  public Mono<Long> append(UploadId id, OptionalLong from, Flux<ByteBuf> body) {
    return receive(new S3Session.Request(id, from, "sha256"), body, S3Session::save);
  }

  @Override
  public Mono<StoredBlob> finish(UploadId id, Digest claimed) {
    return finish(id, OptionalLong.empty(), Flux.empty(), claimed);
  }

  @Override
  public Mono<StoredBlob> finish(
      UploadId id, OptionalLong from, Flux<ByteBuf> body, Digest claimed) {
    var request = new S3Session.Request(id, from, claimed.algorithm());
    return receive(request, body, session -> store(session, claimed));
  }

  @Override
  public Mono<Void> cancel(UploadId id) {
    return waiting(() -> {
      writers.recall(id);
      if (!drop(id)) {
        throw new Refusal.UploadUnknown(id.value()).asException();
      }
      return null;
    });
  }

  @Override
  public Mono<Long> purge(Instant olderThan) {
    var dropped =
        bucket
            .list(SessionObjects.ROOT)
            .filter(object -> object.lastModified().isBefore(olderThan))
            .concatMap(object -> waiting(() -> sweep(bucket.key(object))))
            .reduce(0L, Long::sum);
    var forgotten =
        bucket
            .openMultiparts(SessionObjects.ROOT)
            .filter(upload -> upload.initiated().isBefore(olderThan))
            .concatMap(upload -> waiting(() -> abort(upload)));
    return dropped.delayUntil(count -> forgotten.then()).onErrorMap(Bucket::failure);
  }

  /// Drops the session that an old state belongs to, and what is left over of a session without
  /// state; gives the number of sessions.
  private long sweep(String key) {
    var id = SessionObjects.session(key);
    if (id.isEmpty()) {
      return 0;
    }
    if (key.equals(SessionObjects.stateKey(id.get()))) {
      return drop(id.get()) ? 1 : 0;
    }
    if (new SessionObjects(bucket, id.get()).load().isEmpty()) {
      bucket.delete(key);
    }
    return 0;
  }

  /// Aborts a multipart upload that no session knows: its node died before it could note it.
  private boolean abort(MultipartUpload upload) {
    var key = bucket.key(upload);
    var state = SessionObjects.session(key).flatMap(id -> new SessionObjects(bucket, id).load());
    var known = state.flatMap(SessionState::multipart).filter(upload.uploadId()::equals);
    if (known.isEmpty()) {
      bucket.multipart(key).abort(upload.uploadId());
    }
    return known.isEmpty();
  }

  private boolean drop(UploadId id) {
    var objects = new SessionObjects(bucket, id);
    var state = objects.load();
    state.ifPresent(objects::drop);
    return state.isPresent();
  }

  private <T> Mono<T> receive(
      S3Session.Request request, Flux<ByteBuf> body, Function<S3Session<?>, T> ending) {
    return Mono.defer(
        () -> Intake.receive(body, new S3Session<>(request, bucket, writers, ending), workers));
  }

  private StoredBlob store(S3Session<?> session, Digest claimed) {
    var parts = session.parts();
    if (parts.upload().isPresent()) {
      parts.sendAll();
    }
    var size = parts.length();
    var digest = session.digest(claimed.algorithm());
    digest.ifPresent(actual -> verify(session, claimed, actual));
    if (digest.isEmpty() || !blobs.has(claimed, size)) {
      place(session, claimed, digest.isPresent());
    }
    session.drop();
    return blobs.stored(claimed, size);
  }

  private void place(S3Session<?> session, Digest claimed, boolean verified) {
    var parts = session.parts();
    if (parts.upload().isEmpty()) {
      blobs.place(claimed, parts.pending());
      return;
    }
    session.complete(parts.length());
    if (!verified) {
      verify(session, claimed, session.digestOfObject(claimed.algorithm()));
    }
    blobs.place(claimed, session.objects().dataKey(), parts.length());
  }

  private static void verify(S3Session<?> session, Digest claimed, Digest actual) {
    if (!claimed.equals(actual)) {
      session.drop();
      throw new Refusal.DigestInvalid(claimed.value(), "the content has another digest")
          .asException();
    }
  }

  private <T> Mono<T> waiting(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(scheduler);
  }
}
