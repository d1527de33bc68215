package portolan.blob.filesystem;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import portolan.blob.upload.RunningHash;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// Reads whole files and compares them with their digest. Who asks for a file that is being read
/// waits for that reading; and who has gone does not end it, so that the next one finds it done.
final class Inspection {
  private static final int PIECE = 1 << 20;

  private final BlobTree tree;
  private final SoundFiles sound;
  private final DamagedFiles damaged;
  private final Executor small;
  private final Executor large;
  private final ConcurrentMap<Digest, CompletableFuture<Optional<FileState>>> running =
      new ConcurrentHashMap<>();

  /// @param small reads files of one piece, which wait for no large one
  /// @param large reads all others; may reject
  Inspection(
      BlobTree tree, SoundFiles sound, DamagedFiles damaged, Executor small, Executor large) {
    this.tree = tree;
    this.sound = sound;
    this.damaged = damaged;
    this.small = small;
    this.large = large;
  }

  /// The state of a blob's file that holds what its digest says; empty when there is no file, or a
  /// damaged one, which is not in the tree any more then. To be shared, not to be cancelled.
  CompletableFuture<Optional<FileState>> of(Digest digest, long size) {
    var mine = new CompletableFuture<Optional<FileState>>();
    var others = running.putIfAbsent(digest, mine);
    if (others != null) {
      return others;
    }
    try {
      (size > PIECE ? large : small).execute(() -> inspect(digest, mine));
    } catch (RejectedExecutionException e) {
      running.remove(digest);
      mine.completeExceptionally(
          new Refusal.Unavailable("too many blobs wait for being read").asException());
    }
    return mine;
  }

  private void inspect(Digest digest, CompletableFuture<Optional<FileState>> answer) {
    try {
      var found = inspect(digest);
      running.remove(digest);
      answer.complete(found);
    } catch (IOException e) {
      running.remove(digest);
      answer.completeExceptionally(StorageFailure.of(e));
    } catch (Throwable e) {
      running.remove(digest);
      answer.completeExceptionally(e);
    }
  }

  /// What changes while it is read is not equal to the state before.
  private Optional<FileState> inspect(Digest digest) throws IOException {
    var file = tree.file(digest);
    var before = FileState.of(file);
    if (before.isEmpty()) {
      return before;
    }
    Digest actual;
    try {
      actual = read(file, digest.algorithm());
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
    if (actual.equals(digest)) {
      sound.add(digest, before.get());
      return before;
    }
    sound.forget(digest);
    damaged.putAside(digest, file, before.get());
    return Optional.empty();
  }

  private static Digest read(Path file, String algorithm) throws IOException {
    var hash = RunningHash.of(algorithm);
    var buffer = ByteBufAllocator.DEFAULT.directBuffer(PIECE);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var piece = buffer.nioBuffer(0, PIECE);
      while (channel.read(piece.clear()) >= 0) {
        hash.update(piece.flip());
      }
    } finally {
      buffer.release();
    }
    return hash.digest();
  }
}
