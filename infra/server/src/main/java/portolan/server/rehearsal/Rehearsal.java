package portolan.server.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import portolan.server.CannotStart;
import portolan.server.configuration.Settings;

/// Does to a running program what clients do to a registry: images are pushed and pulled, by one
/// client and then by several, and people and tools ask for what there is.
///
/// While the program is built, Java watches it being treated so, and keeps what it learns: which
/// methods run often and which way their branches go. A program that was just started compiles
/// those at once, and rightly.
public final class Rehearsal {
  private static final Duration ALONE = Duration.ofSeconds(4);
  private static final Duration TOGETHER = Duration.ofSeconds(9);
  private static final int CLIENTS = 16;

  private final Settings settings;
  private final Consumer<String> say;

  /// @param settings the port and the administrator's password of the running program
  public Rehearsal(Settings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// Takes a quarter of a minute.
  ///
  /// @throws CannotStart when an answer is not the expected one
  public void play() {
    try {
      int images = played(1, ALONE) + played(CLIENTS, TOGETHER);
      say.accept(images + " images were pushed and pulled.");
    } catch (CompletionException e) {
      throw new CannotStart(
          "The rehearsal broke off (%s)."
              .formatted(Objects.requireNonNull(e.getCause()).getMessage()),
          "",
          e);
    }
  }

  /// How many images went there and back.
  private int played(int clients, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < clients; i++) {
        var repository = "library/rehearsal-" + i;
        running.add(CompletableFuture.supplyAsync(() -> playedUntil(end, repository), threads));
      }
      return running.stream().mapToInt(CompletableFuture::join).sum();
    }
  }

  private int playedUntil(long end, String repository) {
    var client = new RehearsingClient(settings, repository);
    int images = 0;
    while (System.nanoTime() < end) {
      client.push("v" + images);
      client.pull("v" + images);
      if (images % 10 == 0) {
        client.lookAround();
      }
      images++;
    }
    return images;
  }
}
