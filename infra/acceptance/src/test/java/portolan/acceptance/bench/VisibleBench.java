package portolan.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// How long a command takes until every read model shows it, at 200 commands a second: run its
/// `main` with the address, a user, a password and the seconds to run.
///
/// Commands are sent at their time, however long the ones before take. Each changes the description
/// of a label of its own; the answer comes when the read models have passed the command, which is
/// verified by reading the label back.
public final class VisibleBench {
  private static final int RATE = 200;
  private static final int LABELS = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;
  private final String credentials;

  private VisibleBench(String address, String user, String password) {
    this.root = address + "/api/v2.0/labels";
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws Exception {
    var bench = new VisibleBench(arguments[0], arguments[1], arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    var labels = bench.labels();
    bench.run(labels, Math.max(5, seconds / 3));
    print(bench.run(labels, seconds));
  }

  private List<String> labels() throws IOException, InterruptedException {
    var labels = new ArrayList<String>();
    for (int i = 0; i < LABELS; i++) {
      var name = "bench-" + System.nanoTime();
      var made = send("POST", root, form(name, "new"));
      labels.add(root + made.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "/"));
    }
    return labels;
  }

  private long[] run(List<String> labels, int seconds) throws Exception {
    var answers = new ArrayList<Future<Long>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (int i = 0; i < seconds * RATE; i++) {
        long due = began + i * TimeUnit.SECONDS.toNanos(1) / RATE;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        var label = labels.get(i % LABELS);
        var text = "told " + i;
        answers.add(threads.submit(() -> change(label, text, due)));
      }
    }
    var times = new long[answers.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = answers.get(i).get();
    }
    Arrays.sort(times);
    return times;
  }

  /// Nanoseconds from when the command was due.
  private long change(String label, String text, long due)
      throws IOException, InterruptedException {
    send("PUT", label, form("bench" + label.replaceAll(".*/", "-"), text));
    long took = System.nanoTime() - due;
    var shown = send("GET", label, "").body();
    if (!shown.contains(text)) {
      throw new IllegalStateException(label + " does not show \"" + text + "\": " + shown);
    }
    return took;
  }

  private HttpResponse<String> send(String method, String address, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", credentials)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException(method + " " + address + ": " + answer.statusCode() + answer.body());
    }
    return answer;
  }

  private static String form(String name, String description) {
    return "{\"name\": \"%s\", \"description\": \"%s\", \"color\": \"\", \"scope\": \"g\"}"
        .formatted(name, description);
  }

  private static void print(long[] times) {
    System.out.printf(
        "%d commands at %d/s: visible after p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        times.length, RATE, at(times, 0.5), at(times, 0.99), at(times, 1));
  }

  private static double at(long[] times, double part) {
    return times[(int) Math.min(times.length - 1, times.length * part)] / 1e6;
  }
}
