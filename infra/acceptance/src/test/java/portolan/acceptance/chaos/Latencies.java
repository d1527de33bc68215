package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portolan.acceptance.client.Answer;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;

/// How long one client waits that pushes an image and pulls a manifest in turn.
final class Latencies {
  private final List<Duration> pushes = new ArrayList<>();
  private final List<Duration> pulls = new ArrayList<>();

  /// @param tag of the image that is pushed; `1` is pulled
  void pushAndPull(Repository repository, String tag) {
    var image = Image.of("pushed as " + tag);
    image.blobs().forEach(repository::pushBlob);
    pushes.add(timed(201, () -> repository.putManifest(tag, image.manifest())));
    pulls.add(timed(200, () -> repository.manifest("1")));
  }

  private interface Call {
    Answer ask();
  }

  private static Duration timed(int status, Call call) {
    long began = System.nanoTime();
    assertThat(call.ask()).hasStatus(status);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  Duration worst() {
    var all = new ArrayList<>(pushes);
    all.addAll(pulls);
    return all.isEmpty() ? Duration.ZERO : Collections.max(all);
  }

  @Override
  public String toString() {
    return "%d manifests pushed in %s, %d pulled in %s"
        .formatted(pushes.size(), spread(pushes), pulls.size(), spread(pulls));
  }

  /// Median, 99th of a hundred, and longest.
  private static String spread(List<Duration> times) {
    if (times.isEmpty()) {
      return "no time";
    }
    var sorted = times.stream().sorted().mapToDouble(time -> time.toNanos() / 1e6).toArray();
    return "%.1f / %.1f / %.1f ms"
        .formatted(
            sorted[sorted.length / 2],
            sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
            sorted[sorted.length - 1]);
  }
}
