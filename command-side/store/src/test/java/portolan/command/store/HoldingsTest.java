package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.store.Images.blob;
import static portolan.command.store.Images.image;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.language.artifact.Blob;
import portolan.language.refusal.Refusal;

class HoldingsTest {
  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, -1);

  @Test
  void holdsManyOfTheSameMomentTheSameBlobTwiceIncluded() {
    var all =
        IntStream.range(0, 500)
            .mapToObj(i ->
                side.holder.hold(
                    images.project(), images.repository("web"), Images.digest("held" + i / 2), i))
            .toArray(CompletableFuture[]::new);

    CompletableFuture.allOf(all).join();

    assertThat(
            side.database.number(
                "SELECT count(*) FROM blob_holding WHERE project_id = ?", images.project().value()))
        .isEqualTo(250);
  }

  @Test
  void anExpiredHoldingCountsForNothing() {
    var layer = blob("stale", 10);
    images.hold("web", layer);
    expire(layer);

    assertThat(Refusals.of(() -> side.send(images.push("web", image("m", layer), null))))
        .isInstanceOf(Refusal.ManifestBlobsUnknown.class);
    assertThat(side.holdings.mountSources(layer.digest())).isEmpty();
    images.hold("web", layer);
    assertThat(side.holdings.mountSources(layer.digest())).hasSize(1);
  }

  @Test
  void clearsExpiredHoldingsAway() {
    var layer = blob("forgotten", 10);
    images.hold("web", layer);
    expire(layer);
    assertThat(side.holdings.purge()).isPositive();
  }

  private void expire(Blob layer) {
    side.database.change(
        "UPDATE blob_holding SET expires_at = now() - interval '1 second' WHERE digest = ?",
        layer.digest().value());
  }

  @Test
  void namesTheRepositoriesThatHaveABlobNewestFirst() {
    var layer = blob("base layer", 10);
    for (var path : new String[] {"a", "b", "c"}) {
      images.hold(path, layer);
      side.send(images.push(path, image("of " + path, layer), null));
    }
    side.send(images.push("a", image("another of a", layer), null));
    side.database.change("DELETE FROM blob_holding WHERE digest = ?", layer.digest().value());
    images.hold("uploaded", layer);

    assertThat(side.holdings.mountSources(layer.digest()))
        .extracting(source -> source.repository().path())
        .containsExactly("uploaded", "c", "b", "a");
  }
}
