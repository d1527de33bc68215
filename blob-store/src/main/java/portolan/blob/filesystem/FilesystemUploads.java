package portolan.blob.filesystem;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

/// Upload sessions as files that become blobs by a rename.
final class FilesystemUploads implements Uploads {
  private final Publishing publishing;
  private final FilesystemBlobs blobs;
  private final UploadFolder folder;
  private final DiskThreads disk;
  private final Scheduler scheduler;
  private final Writers<UploadFile> writers = new Writers<>();

  FilesystemUploads(
      Publishing publishing, FilesystemBlobs blobs, UploadFolder folder, DiskThreads disk) {
    this.publishing = publishing;
    this.blobs = blobs;
    this.folder = folder;
    this.disk = disk;
    this.scheduler = Schedulers.fromExecutor(disk.requests());
  }

  @Override
  public Mono<Void> start(UploadId id) {
    return onDisk(() -> {
      Files.createFile(folder.file(id));
      return null;
    });
  }

  @Override
  public Mono<Long> offset(UploadId id) {
    return onDisk(() -> {
      var file = folder.file(id).toFile();
      var length = file.length();
      return length > 0 || file.isFile() ? length : null;
    });
  }

  @Override
  public Mono<Long> append(UploadId id, OptionalLong from, Flux<ByteBuf> body) {
    return receive(id, from, body, "sha256", UploadFile::length);
  }

  @Override
  public Mono<StoredBlob> finish(UploadId id, Digest claimed) {
    return finish(id, OptionalLong.empty(), Flux.empty(), claimed);
  }

  @Override
  public Mono<StoredBlob> finish(
      UploadId id, OptionalLong from, Flux<ByteBuf> body, Digest claimed) {
    return receive(id, from, body, claimed.algorithm(), file -> store(id, file, claimed));
  }

  @Override
  public Mono<Void> cancel(UploadId id) {
    return onDisk(() -> {
      writers.recall(id);
      if (!Files.deleteIfExists(folder.file(id))) {
        throw new Refusal.UploadUnknown(id.value()).asException();
      }
      return null;
    });
  }

  @Override
  public Mono<Long> purge(Instant olderThan) {
    return onDisk(() -> {
      try (Stream<Path> files = folder.files()) {
        return files.filter(file -> drop(file, olderThan)).count();
      }
    });
  }

  /// Leaves alone what this process writes to; what another one writes to is not old.
  private boolean drop(Path file, Instant olderThan) {
    try {
      var old = Files.getLastModifiedTime(file).toInstant().isBefore(olderThan);
      return old && Files.deleteIfExists(file);
    } catch (IOException e) {
      StorageFailure.of(e);
      return false;
    }
  }

  private <T> Mono<T> receive(
      UploadId id,
      OptionalLong from,
      Flux<ByteBuf> body,
      String algorithm,
      UploadSession.Ending<T> ending) {
    var request = new UploadSession.Request(id, folder.file(id), from, algorithm);
    return Mono.defer(() ->
        Intake.receive(body, new UploadSession<>(request, ending, writers, disk), disk.requests()));
  }

  private StoredBlob store(UploadId id, UploadFile file, Digest claimed) throws IOException {
    var actual = file.digest(claimed.algorithm());
    if (!actual.equals(claimed)) {
      file.end();
      Files.deleteIfExists(folder.file(id));
      throw new Refusal.DigestInvalid(claimed.value(), "the content has another digest")
          .asException();
    }
    if (publishing.has(claimed)) {
      Files.deleteIfExists(folder.file(id));
    } else {
      file.publish(publishing, claimed);
    }
    file.end();
    return blobs.stored(claimed, file.length());
  }

  private <T> Mono<T> onDisk(Callable<T> work) {
    return Mono.fromCallable(work)
        .onErrorMap(IOException.class, StorageFailure::of)
        .subscribeOn(scheduler);
  }
}
