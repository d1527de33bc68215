package portolan.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.blob.Bodies.broken;
import static portolan.blob.Bodies.id;
import static portolan.blob.Bodies.mixed;
import static portolan.blob.Bodies.of;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.read;
import static portolan.blob.Bodies.refusal;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// What every driver must do with upload sessions.
public interface UploadsContract extends StoreFixture {
  OptionalLong ANYWHERE = OptionalLong.empty();

  @Test
  default void turnsOneBodyIntoABlob() {
    var bytes = random(100_000);
    var id = started();

    var blob = uploads().finish(id, OptionalLong.of(0), of(bytes), Digest.of(bytes)).block();

    assertThat(blob.digest()).isEqualTo(Digest.of(bytes));
    assertThat(blob.size()).isEqualTo(100_000);
    assertThat(read(blobs().open(blob.digest()).block().bytes())).isEqualTo(bytes);
    assertThat(uploads().offset(id).blockOptional()).isEmpty();
    assertThat(leftovers()).isZero();
  }

  @Test
  default void turnsManyPiecesIntoABlob() {
    var bytes = random(14 << 20);
    var id = started();
    for (int from = 0; from < bytes.length; from += 2 << 20) {
      var piece = Arrays.copyOfRange(bytes, from, from + (2 << 20));
      assertThat(uploads().append(id, OptionalLong.of(from), of(piece)).block())
          .isEqualTo(from + piece.length);
      assertThat(uploads().offset(id).block()).isEqualTo(from + piece.length);
    }

    var blob = uploads().finish(id, Digest.of(bytes)).block();

    assertThat(content(blob)).isEqualTo(bytes);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void joinsPiecesOfAnySize() {
    var sizes = new int[] {1, 200_000, 4_095, 3 << 20, (1 << 20) - 1, 17, (2 << 20) + 1, 500_000};
    var bytes = random(Arrays.stream(sizes).sum());
    var id = started();
    int from = 0;
    for (int size : sizes) {
      var piece = Arrays.copyOfRange(bytes, from, from + size);
      from += size;
      var there = from % 2 == 0 ? uploads() : anotherNode();
      assertThat(there.append(id, ANYWHERE, of(piece)).block()).isEqualTo(from);
      assertThat(uploads().offset(id).block()).isEqualTo(from);
    }

    var blob = uploads().finish(id, Digest.of(bytes)).block();

    assertThat(content(blob)).isEqualTo(bytes);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void goesOnAtAnotherNode() {
    var bytes = random(13 << 20);
    var id = started();
    uploads().append(id, ANYWHERE, of(Arrays.copyOf(bytes, 6 << 20))).block();
    var second = Arrays.copyOfRange(bytes, 6 << 20, 12 << 20);
    assertThat(anotherNode().offset(id).block()).isEqualTo(6 << 20);
    anotherNode().append(id, OptionalLong.of(6 << 20), of(second)).block();
    uploads().append(id, ANYWHERE, of(Arrays.copyOfRange(bytes, 12 << 20, (12 << 20) + 1))).block();
    var last = of(Arrays.copyOfRange(bytes, (12 << 20) + 1, 13 << 20));

    var blob = anotherNode().finish(id, ANYWHERE, last, Digest.of(bytes)).block();

    assertThat(content(blob)).isEqualTo(bytes);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void makesAnEmptyBlob() {
    var blob = uploads().finish(started(), Digest.of(new byte[0])).block();

    assertThat(blob.size()).isZero();
    assertThat(content(blob)).isEmpty();
  }

  @Test
  default void verifiesSha512() throws Exception {
    var bytes = random(6 << 20);
    var digest = Digest.of("sha512", MessageDigest.getInstance("SHA-512").digest(bytes));
    var id = started();
    uploads().append(id, ANYWHERE, of(bytes)).block();

    assertThat(content(uploads().finish(id, digest).block())).isEqualTo(bytes);
    assertThat(uploads().finish(started(), ANYWHERE, of(bytes), digest).block().size())
        .isEqualTo(6 << 20);
  }

  @Test
  default void refusesOtherBytesThanClaimed() {
    var id = started();
    var claimed = Digest.of(random(10));

    assertThat(refusal(uploads().finish(id, ANYWHERE, of(random(10)), claimed)))
        .isInstanceOf(Refusal.DigestInvalid.class);
    assertThat(blobs().find(claimed).blockOptional()).isEmpty();
    assertThat(uploads().offset(id).blockOptional()).isEmpty();
    assertThat(leftovers()).isZero();
  }

  @Test
  default void refusesAPieceThatDoesNotStartWhereTheUploadEnds() {
    var bytes = random(1_000);
    var id = started();
    uploads().append(id, OptionalLong.of(0), of(bytes)).block();

    for (long wrong : new long[] {0, 999, 1_001}) {
      assertThat(refusal(uploads().append(id, OptionalLong.of(wrong), of(random(10)))))
          .isInstanceOfSatisfying(
              Refusal.RangeInvalid.class, no -> assertThat(no.offset()).isEqualTo(1_000));
    }
    assertThat(content(uploads().finish(id, Digest.of(bytes)).block())).isEqualTo(bytes);
  }

  @Test
  default void keepsWhatArrivedOfABrokenBody() {
    var bytes = random(7 << 20);
    var id = started();
    var cut = broken(Arrays.copyOf(bytes, 6 << 20));

    assertThatThrownBy(() -> uploads().append(id, ANYWHERE, cut).block())
        .hasMessage("connection closed");
    assertThat(uploads().offset(id).block()).isEqualTo(6 << 20);
    var rest = of(Arrays.copyOfRange(bytes, 6 << 20, 7 << 20));
    uploads().append(id, OptionalLong.of(6 << 20), rest).block();

    assertThat(content(uploads().finish(id, Digest.of(bytes)).block())).isEqualTo(bytes);
  }

  @Test
  default void keepsWhatArrivedBeforeNobodyWaitedAnyMore() throws Exception {
    var bytes = random(300_000);
    var id = started();
    Sinks.Many<ByteBuf> body = Sinks.many().unicast().onBackpressureBuffer();
    var waiting = uploads().append(id, ANYWHERE, body.asFlux()).subscribe();
    of(bytes).subscribe(body::tryEmitNext);
    waiting.dispose();

    for (int i = 0; i < 200 && uploads().offset(id).block() < bytes.length; i++) {
      Thread.sleep(20);
    }
    var finished = eventually(uploads().finish(id, Digest.of(bytes)));
    assertThat(content(finished)).isEqualTo(bytes);
  }

  @Test
  default void letsOneOfTwoWritersWin() {
    for (int round = 0; round < 20; round++) {
      var bytes = random(200_000);
      var id = started();
      var one = uploads().append(id, OptionalLong.of(0), of(bytes)).map(Object.class::cast);
      var other = uploads().append(id, OptionalLong.of(0), of(bytes)).map(Object.class::cast);

      var answers =
          Flux.merge(one.onErrorResume(Mono::just), other.onErrorResume(Mono::just))
              .collectList()
              .block();

      assertThat(answers).filteredOn(answer -> answer.equals(200_000L)).hasSize(1);
      var blob = eventually(uploads().finish(id, Digest.of(bytes)));
      assertThat(content(blob)).isEqualTo(bytes);
    }
  }

  @Test
  default void takesTheSameBlobFromManyAtOnce() {
    var bytes = random(150_000);
    var blobs =
        Flux.range(0, 16)
            .flatMap(i -> uploads().finish(started(), ANYWHERE, of(bytes), Digest.of(bytes)), 16)
            .collectList()
            .block();

    assertThat(blobs).hasSize(16);
    assertThat(read(blobs().open(Digest.of(bytes)).block().bytes())).isEqualTo(bytes);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void refusesAnUnknownSession() {
    var id = id();
    var unknown = new Refusal.UploadUnknown(id.value());

    assertThat(uploads().offset(id).blockOptional()).isEmpty();
    assertThat(refusal(uploads().append(id, ANYWHERE, of(random(10))))).isEqualTo(unknown);
    assertThat(refusal(uploads().finish(id, Digest.of(random(10))))).isEqualTo(unknown);
    assertThat(refusal(uploads().cancel(id))).isEqualTo(unknown);
  }

  @Test
  default void forgetsACancelledSession() {
    var id = started();
    uploads().append(id, ANYWHERE, of(random(6 << 20))).block();

    uploads().cancel(id).block();

    assertThat(uploads().offset(id).blockOptional()).isEmpty();
    assertThat(refusal(uploads().finish(id, Digest.of(random(10)))))
        .isInstanceOf(Refusal.UploadUnknown.class);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void purgesOldSessionsOnly() {
    var id = started();
    uploads().append(id, ANYWHERE, of(random(6 << 20))).block();

    assertThat(uploads().purge(Instant.now().minusSeconds(60)).block()).isZero();
    assertThat(uploads().offset(id).block()).isEqualTo(6 << 20);
    assertThat(uploads().purge(Instant.now().plusSeconds(60)).block()).isEqualTo(1);
    assertThat(uploads().offset(id).blockOptional()).isEmpty();
    assertThat(leftovers()).isZero();
  }

  @Test
  default void doesNotCareHowABodyIsCut() {
    for (int seed = 0; seed < 12; seed++) {
      var random = new Random(seed);
      var bytes = random(random.nextInt(1, 12 << 20));
      var id = started();
      int at = 0;
      while (at < bytes.length && random.nextInt(4) > 0) {
        var end = Math.min(bytes.length, at + random.nextInt(1, 7 << 20));
        var node = random.nextBoolean() ? uploads() : anotherNode();
        node.append(id, OptionalLong.of(at), cut(bytes, at, end, random)).block();
        at = end;
      }
      var rest = cut(bytes, at, bytes.length, random);
      var blob = uploads().finish(id, OptionalLong.of(at), rest, Digest.of(bytes)).block();
      assertThat(content(blob)).as("seed %d", seed).isEqualTo(bytes);
    }
    assertThat(leftovers()).isZero();
  }

  @Test
  default void releasesEveryBuffer() {
    var buffers = new ArrayList<ByteBuf>();
    var bytes = random(3 << 20);
    var id = started();
    uploads().append(id, ANYWHERE, of(bytes).doOnNext(buffers::add)).block();
    refusal(uploads().append(id, OptionalLong.of(7), of(bytes).doOnNext(buffers::add)));
    refusal(uploads().finish(id, ANYWHERE, of(bytes).doOnNext(buffers::add), Digest.of(random(1))));

    assertThat(buffers).isNotEmpty().allMatch(buffer -> buffer.refCnt() == 0);
  }

  private UploadId started() {
    var id = id();
    uploads().start(id).block();
    return id;
  }

  /// A writer that was cut off may still be putting away what it has.
  private static <T> T eventually(Mono<T> call) {
    return call.retryWhen(
            reactor.util.retry.Retry.fixedDelay(200, java.time.Duration.ofMillis(20))
                .filter(no -> !(no instanceof CancellationException)))
        .block();
  }

  private static Flux<ByteBuf> cut(byte[] bytes, int from, int to, Random random) {
    var parts = new ArrayList<byte[]>();
    for (int at = from; at < to; ) {
      var end = Math.min(to, at + random.nextInt(1, 1 << random.nextInt(1, 20)));
      parts.add(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return Flux.fromIterable(parts).map(part -> mixed(part, random));
  }
}
