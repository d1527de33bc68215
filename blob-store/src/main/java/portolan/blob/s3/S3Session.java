package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.blob.UploadId;
import portolan.blob.s3.SessionState.Part;
import portolan.blob.upload.Receiver;
import portolan.blob.upload.RunningHash;
import portolan.blob.upload.Writers;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// One request that writes to a session in the bucket.
///
/// @param <T> what the request is answered with
final class S3Session<T> implements Receiver<T> {
  private static final System.Logger LOG = System.getLogger(S3Session.class.getName());

  /// What a node remembers of a session: the hash of its bytes, as of a revision of its state.
  record Known(String revision, RunningHash hash) {}

  /// The session and what the request asks of it.
  ///
  /// @param algorithm for the hash of a session that has no part yet
  record Request(UploadId id, OptionalLong from, String algorithm) {}

  private final Request request;
  private final Bucket bucket;
  private final SessionObjects objects;
  private final Writers<Known> writers;
  private final Function<S3Session<?>, T> ending;
  private @Nullable PartWriter parts;
  private @Nullable RunningHash hash;
  private boolean settled;

  S3Session(
      Request request, Bucket bucket, Writers<Known> writers, Function<S3Session<?>, T> ending) {
    this.request = request;
    this.bucket = bucket;
    this.objects = new SessionObjects(bucket, request.id());
    this.writers = writers;
    this.ending = ending;
  }

  @Override
  public void open() {
    if (!writers.enter(request.id())) {
      throw refused(
          objects.load().map(SessionState::offset).orElse(0L),
          "another request is writing to this upload");
    }
    try {
      var state = objects.load().orElseThrow(this::unknown);
      if (request.from().isPresent() && request.from().getAsLong() != state.offset()) {
        throw refused(state.offset(), "the upload does not end there");
      }
      begin(state);
    } catch (RuntimeException e) {
      settled = true;
      close();
      throw e;
    }
  }

  private void begin(SessionState state) {
    var known = writers.recall(request.id());
    parts = new PartWriter(objects, state);
    if (known != null && known.revision().equals(state.revision())) {
      hash = known.hash();
    } else if (state.parts().isEmpty()) {
      hash = RunningHash.of(request.algorithm());
    }
    state.tail().ifPresent(this::takeUp);
  }

  /// Brings the tail back into memory; without it the session cannot go on.
  private void takeUp(SessionState.Tail tail) {
    var bytes = objects.readTail(tail).orElseThrow(this::unknown);
    if (hash != null && hash.count() == 0) {
      hash.update(bytes);
    }
    parts().add(bytes);
  }

  @Override
  public void accept(List<ByteBuf> piece) {
    for (var buffer : piece) {
      if (hash != null) {
        hash.update(buffer);
      }
      parts().add(buffer.retain());
    }
  }

  @Override
  public T complete() {
    return ending.apply(this);
  }

  /// Keeps the progress in the bucket, unless that was done or the session is over.
  @Override
  public void close() {
    try {
      if (!settled) {
        save();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an upload lost what it had received last", e);
    } finally {
      if (parts != null) {
        parts.release();
      }
      writers.leave(request.id());
    }
  }

  /// The offset that the session now has for good.
  long save() {
    settled = true;
    var state = parts().save();
    if (hash != null && !parts().lost()) {
      writers.remember(request.id(), new Known(state.revision(), hash));
    }
    return state.offset();
  }

  /// The digest of all bytes, when it can be told without reading what has left this node.
  Optional<Digest> digest(String algorithm) {
    if (hash != null && hash.algorithm().equals(algorithm)) {
      return Optional.of(hash.digest());
    }
    if (parts().upload().isPresent()) {
      return Optional.empty();
    }
    var again = RunningHash.of(algorithm);
    parts().pending().forEach(again::update);
    return Optional.of(again.digest());
  }

  /// Makes the parts one object, and asks the store whether it has it whole.
  void complete(long size) {
    var upload = parts().upload().orElseThrow();
    objects.multipart().complete(upload, parts().sent().stream().map(Part::etag).toList());
    bucket.mustHave(objects.dataKey(), size);
  }

  /// Reads the completed object back.
  Digest digestOfObject(String algorithm) {
    var again = RunningHash.of(algorithm);
    var buffer = new byte[256 << 10];
    try (InputStream in = bucket.stream(objects.dataKey())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        again.update(ByteBuffer.wrap(buffer, 0, read));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return again.digest();
  }

  /// Ends the session and removes its objects.
  void drop() {
    settled = true;
    var saved = parts().saved();
    objects.drop(SessionState.of(parts().upload(), List.of(), saved.tail()));
  }

  PartWriter parts() {
    return Objects.requireNonNull(parts);
  }

  SessionObjects objects() {
    return objects;
  }

  private RuntimeException unknown() {
    return new Refusal.UploadUnknown(request.id().value()).asException();
  }

  private static RuntimeException refused(long offset, String why) {
    return new Refusal.RangeInvalid(offset, why).asException();
  }
}
