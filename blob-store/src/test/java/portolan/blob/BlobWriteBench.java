package portolan.blob;

import com.sun.management.OperatingSystemMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import portolan.blob.filesystem.FilesystemStore;
import portolan.blob.upload.RunningHash;
import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// How fast the filesystem driver takes in bytes, without a network: run its `main` with a folder
/// on the disk in question. Prints MB/s and CPU seconds per GiB (of the whole process, the copying
/// that stands for the network's included) for large blobs, and blobs per second for small ones.
public final class BlobWriteBench {
  private static final int BUFFER = 64 << 10;
  private static final int LARGE = 256 << 20;

  private final FilesystemStore store;
  private final ByteBuf content = PooledByteBufAllocator.DEFAULT.directBuffer(1 << 20);

  private BlobWriteBench(FilesystemStore store) {
    this.store = store;
    var bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    content.writeBytes(bytes);
  }

  public static void main(String[] arguments) throws Exception {
    var root = Files.createTempDirectory(Path.of(arguments[0]), "bench");
    try (var store = new FilesystemStore(root)) {
      var bench = new BlobWriteBench(store);
      for (int round = 0; round < 6; round++) {
        for (int writers : List.of(1, 8)) {
          bench.large(writers);
        }
        for (int writers : List.of(1, 8, 32)) {
          bench.small(writers, 2);
        }
      }
    } finally {
      try (var files = Files.walk(root)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }

  private void large(int writers) throws Exception {
    var layers = new ArrayDeque<Layer>();
    for (int i = 0; i < writers; i++) {
      layers.add(Layer.any(content));
    }
    new ProcessBuilder("sync").start().waitFor();
    var cpu = cpu();
    var start = System.nanoTime();
    parallel(writers, () -> push(layers));
    var seconds = (System.nanoTime() - start) / 1e9;
    var gib = writers * (double) LARGE / (1 << 30);
    System.out.printf(
        "%2d x 256 MiB: %5.0f MB/s, %.2f CPU s/GiB%n",
        writers, writers * (LARGE / 1e6) / seconds, (cpu() - cpu) / 1e9 / gib);
    store.blobs().all().flatMap(blob -> store.blobs().delete(blob.digest())).blockLast();
  }

  private void push(ArrayDeque<Layer> layers) {
    Layer layer;
    synchronized (layers) {
      layer = layers.remove();
    }
    var id = id();
    store.uploads().start(id).block();
    var body = layer.body().subscribeOn(Schedulers.parallel());
    store.uploads().finish(id, OptionalLong.empty(), body, layer.digest()).block();
  }

  /// What a registry does for a small blob: look for it, open a session, send it.
  private void small(int writers, int seconds) throws Exception {
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    var count = new AtomicLong();
    var cpu = cpu();
    parallel(
        writers,
        () -> {
          var random = new Random(Thread.currentThread().threadId() ^ System.nanoTime());
          while (System.nanoTime() < end) {
            small(random);
            count.incrementAndGet();
          }
        });
    System.out.printf(
        "%2d writers of 4 KiB: %5.0f blobs/s, %.0f CPU us each%n",
        writers, count.get() / (double) seconds, (cpu() - cpu) / 1e3 / count.get());
  }

  private void small(Random random) {
    var bytes = new byte[4096];
    random.nextBytes(bytes);
    var digest = Digest.of(bytes);
    store.blobs().find(digest).block();
    var id = id();
    store.uploads().start(id).block();
    var body = PooledByteBufAllocator.DEFAULT.directBuffer(4096).writeBytes(bytes);
    store.uploads().finish(id, OptionalLong.empty(), Flux.just(body), digest).block();
  }

  private static void parallel(int writers, Runnable work) throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < writers; i++) {
      threads.add(Thread.ofPlatform().start(work));
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  /// 256 MiB that differ from any other in the first bytes of each buffer.
  private record Layer(ByteBuf content, long salt, Digest digest) {
    static Layer any(ByteBuf content) {
      var salt = new SecureRandom().nextLong();
      var hash = RunningHash.usual();
      new Layer(content, salt, Digest.of(new byte[0]))
          .body()
          .doOnNext(buffer -> {
            hash.update(buffer);
            buffer.release();
          })
          .blockLast();
      return new Layer(content, salt, hash.digest());
    }

    Flux<ByteBuf> body() {
      return Flux.range(0, LARGE / BUFFER).map(this::buffer);
    }

    private ByteBuf buffer(int number) {
      var buffer = PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER);
      buffer.writeBytes(content, (number * BUFFER) & ((1 << 20) - 1), BUFFER);
      return buffer.setLong(0, salt + number);
    }
  }

  private static UploadId id() {
    var bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return new UploadId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
