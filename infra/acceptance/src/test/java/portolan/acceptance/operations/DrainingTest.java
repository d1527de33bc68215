package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// The program is told to stop while requests run: those end as they should, nobody else is let in,
/// and it does not wait for ever.
@Tag("alone")
class DrainingTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private Single registry;
  private Repository repository;

  @BeforeEach
  void start() {
    registry = Single.started(Map.of("PORTOLAN_DRAIN", BOUND.toSeconds() + "s"));
    repository = new World(registry).privateProject().repository("app");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void letsASlowUploadAndASlowPullEnd() throws Exception {
    // Far more than the sockets' buffers hold.
    var layer = Content.random(1, 32 << 20);
    repository.push("1", Image.of(List.of(layer)));
    var blob = Content.random(2, 1 << 20);
    int half = blob.size() / 2;
    try (var upload = begun("PATCH", repository.begin().location(), blob.size());
        var pull = begun("GET", repository.path("blobs/" + layer.digest()), 0)) {
      upload.write(Arrays.copyOf(blob.bytes(), half));
      Thread.sleep(2000);
      registry.program().askToStop();
      awaitClosedDoor();
      var pulled = CompletableFuture.supplyAsync(() -> pull.answer("GET the layer"));
      Thread.sleep(1000);
      upload.write(Arrays.copyOfRange(blob.bytes(), half, blob.size()));
      var uploaded = upload.answer("PATCH the rest");
      assertThat(uploaded).hasStatus(202);
      assertThat(pulled.join()).hasStatus(200).hasBody(layer.bytes());
      assertThat(registry.program().awaitEnd(BOUND.plusSeconds(30))).isZero();

      registry.program().start();
      assertThat(repository.finish(uploaded, new byte[0], blob.digest())).hasStatus(201);
    }
    assertThat(registry.program().said()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void endsWithinItsBoundWhenARequestDoesNot() throws Exception {
    try (var upload = begun("PATCH", repository.begin().location(), 1 << 20)) {
      upload.write(new byte[1000]);
      Thread.sleep(2000);
      var began = Instant.now();
      assertThat(registry.program().stop()).isZero();
      assertThat(Duration.between(began, Instant.now()))
          .isBetween(BOUND.minusSeconds(1), BOUND.plusSeconds(15));
    }
  }

  private RawConnection begun(String method, String path, int length) {
    var connection = RawConnection.to(registry);
    connection.write(
        String.join(
            "\r\n",
            method + " " + path + " HTTP/1.1",
            "Host: " + registry.host(),
            "Authorization: " + Registry.ADMIN.basic(),
            "Content-Type: " + Content.OCTETS,
            "Content-Length: " + length,
            "Connection: close",
            "",
            ""));
    return connection;
  }

  /// Waits until nobody new is let in.
  private void awaitClosedDoor() throws InterruptedException {
    var end = Instant.now().plus(BOUND);
    while (registry.program().isReady()) {
      assertThat(Instant.now()).as("new requests are refused").isBefore(end);
      Thread.sleep(50);
    }
  }
}
