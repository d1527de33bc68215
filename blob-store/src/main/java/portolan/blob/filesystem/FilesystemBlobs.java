package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.blob.StoredBlob;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Blobs as files of a [BlobTree].
final class FilesystemBlobs implements Blobs {
  private final BlobTree tree;
  private final Publishing publishing;
  private final Inspection inspection;
  private final UploadFolder intake;
  private final Scheduler disk;

  FilesystemBlobs(
      Publishing publishing, Inspection inspection, UploadFolder intake, Executor disk) {
    this.tree = publishing.tree();
    this.publishing = publishing;
    this.inspection = inspection;
    this.intake = intake;
    this.disk = Schedulers.fromExecutor(disk);
  }

  /// It takes one system call.
  @Override
  public boolean findsAtOnce() {
    return true;
  }

  /// On the caller's thread: changing threads would cost more than the one system call.
  @Override
  public Mono<StoredBlob> find(Digest digest) {
    return Mono.fromSupplier(() -> {
      var size = tree.size(digest);
      return size.isPresent() ? stored(digest, size.getAsLong()) : null;
    });
  }

  /// On the caller's thread when the file is known to be sound.
  @Override
  public Mono<ReadableBlob> open(Digest digest) {
    return Mono.fromCallable(() -> FileState.of(tree.file(digest)))
        .onErrorMap(IOException.class, StorageFailure::of)
        .flatMap(Mono::justOrEmpty)
        .flatMap(state ->
            publishing.sound().has(digest, state)
                ? Mono.just(state)
                : Mono.fromFuture(inspection.of(digest, state.size()), true)
                    .flatMap(Mono::justOrEmpty))
        .map(state -> readable(digest, state.size()));
  }

  @Override
  public Mono<StoredBlob> put(Digest claimed, byte[] small) {
    return onDisk(() -> {
      if (!claimed.matches(small)) {
        throw new Refusal.DigestInvalid(claimed.value(), "the content has another digest")
            .asException();
      }
      if (!publishing.has(claimed)) {
        write(claimed, small);
      }
      return stored(claimed, small.length);
    });
  }

  @Override
  public Mono<Boolean> delete(Digest digest) {
    return onDisk(() -> {
      publishing.sound().forget(digest);
      return tree.remove(digest);
    });
  }

  @Override
  public Flux<StoredBlob> all() {
    return Flux.using(tree::files, Flux::fromStream, Stream::close)
        .mapNotNull(this::stored)
        .onErrorMap(IOException.class, StorageFailure::of)
        .subscribeOn(disk);
  }

  StoredBlob stored(Digest digest, long size) {
    return readable(digest, size);
  }

  private ReadableBlob readable(Digest digest, long size) {
    return new StoredFile(digest, size, tree.file(digest), disk);
  }

  private @Nullable StoredBlob stored(Path file) {
    return tree.digest(file).map(digest -> stored(digest, file.toFile().length())).orElse(null);
  }

  private void write(Digest digest, byte[] bytes) throws IOException {
    var file = intake.temporary();
    try {
      try (var channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        publishing.publish(file, channel, digest);
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private <T> Mono<T> onDisk(Callable<T> work) {
    return Mono.fromCallable(work)
        .onErrorMap(IOException.class, StorageFailure::of)
        .subscribeOn(disk);
  }
}
