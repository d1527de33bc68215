package portolan.blob.filesystem;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import portolan.blob.UploadId;
import portolan.blob.upload.Receiver;
import portolan.blob.upload.RunningHash;
import portolan.blob.upload.Writers;
import portolan.language.refusal.Refusal;

/// One request that writes to the file of a session.
///
/// @param <T> what the request is answered with
final class UploadSession<T> implements Receiver<T> {
  /// What happens when the body has arrived whole.
  interface Ending<T> {
    T reach(UploadFile file) throws IOException;
  }

  /// The session and what the request asks of it.
  ///
  /// @param algorithm for the hash of a session that has no bytes yet
  record Request(UploadId id, Path file, OptionalLong from, String algorithm) {}

  private final Request request;
  private final Ending<T> ending;
  private final Writers<UploadFile> writers;
  private final DiskThreads disk;
  private @Nullable UploadFile file;

  UploadSession(Request request, Ending<T> ending, Writers<UploadFile> writers, DiskThreads disk) {
    this.request = request;
    this.ending = ending;
    this.writers = writers;
    this.disk = disk;
  }

  @Override
  public void open() {
    if (!writers.enter(request.id())) {
      throw beingWritten();
    }
    try {
      file = take();
      begin(file);
    } catch (IOException e) {
      close();
      throw failure(e);
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  private UploadFile take() throws IOException {
    var last = writers.recall(request.id());
    if (last != null && last.resume()) {
      return last;
    }
    var known = last != null ? last.hash() : RunningHash.of(request.algorithm());
    return UploadFile.open(request.file(), known, disk);
  }

  private void begin(UploadFile opened) throws IOException {
    if (!opened.lock()) {
      throw beingWritten();
    }
    var from = request.from();
    if (from.isPresent() && from.getAsLong() != opened.length()) {
      throw new Refusal.RangeInvalid(opened.length(), "the upload does not end there")
          .asException();
    }
  }

  @Override
  public void accept(List<ByteBuf> piece) {
    try {
      opened().append(piece);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public T complete() {
    try {
      return ending.reach(opened());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    var used = file;
    file = null;
    try {
      if (used != null) {
        used.close();
        remember(used);
      }
    } catch (IOException e) {
      throw StorageFailure.of(e);
    } finally {
      writers.leave(request.id());
    }
  }

  private void remember(UploadFile used) {
    if (used.length() > 0 && !used.gone()) {
      writers.remember(request.id(), used);
    }
  }

  private UploadFile opened() {
    return Objects.requireNonNull(file);
  }

  private RuntimeException beingWritten() {
    var length = request.file().toFile().length();
    return new Refusal.RangeInvalid(length, "another request is writing to this upload")
        .asException();
  }

  private RuntimeException failure(IOException e) {
    return e instanceof NoSuchFileException
        ? new Refusal.UploadUnknown(request.id().value()).asException()
        : StorageFailure.of(e);
  }
}
