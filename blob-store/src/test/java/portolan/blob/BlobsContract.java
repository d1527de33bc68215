package portolan.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.read;
import static portolan.blob.Bodies.refusal;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// What every driver must do with stored blobs.
public interface BlobsContract extends StoreFixture {
  @Test
  default void givesBackWhatWasPut() {
    var bytes = random(5_000);
    var stored = blobs().put(Digest.of(bytes), bytes).block();

    assertThat(stored.size()).isEqualTo(5_000);
    var found = blobs().open(Digest.of(bytes)).block();
    assertThat(blobs().find(Digest.of(bytes)).block().size()).isEqualTo(5_000);
    assertThat(found.digest()).isEqualTo(Digest.of(bytes));
    assertThat(found.size()).isEqualTo(5_000);
    assertThat(read(found.bytes())).isEqualTo(bytes);
  }

  @Test
  default void findsNothingUnderAnUnknownDigest() {
    assertThat(blobs().find(Digest.of(random(10))).blockOptional()).isEmpty();
    assertThat(blobs().open(Digest.of(random(10))).blockOptional()).isEmpty();
  }

  @Test
  default void keepsAnEmptyBlob() {
    var digest = Digest.of(new byte[0]);
    blobs().put(digest, new byte[0]).block();

    assertThat(blobs().find(digest).block().size()).isZero();
    assertThat(read(blobs().open(digest).block().bytes())).isEmpty();
  }

  @Test
  default void refusesToPutOtherBytesThanClaimed() {
    var claimed = Digest.of(random(10));

    assertThat(refusal(blobs().put(claimed, random(10)))).isInstanceOf(Refusal.DigestInvalid.class);
    assertThat(blobs().find(claimed).blockOptional()).isEmpty();
  }

  @Test
  default void keepsBlobsUnderSha512() throws Exception {
    var bytes = random(100);
    var digest = Digest.of("sha512", MessageDigest.getInstance("SHA-512").digest(bytes));
    blobs().put(digest, bytes).block();

    assertThat(read(blobs().open(digest).block().bytes())).isEqualTo(bytes);
    assertThat(blobs().find(Digest.of(bytes)).blockOptional()).isEmpty();
  }

  @Test
  default void putsTheSameBlobTwiceAndKeepsOne() {
    var bytes = random(100);
    blobs().put(Digest.of(bytes), bytes).block();
    blobs().put(Digest.of(bytes), bytes).block();

    var same = blobs().all().filter(blob -> blob.digest().equals(Digest.of(bytes)));
    assertThat(same.count().block()).isEqualTo(1);
    assertThat(leftovers()).isZero();
  }

  @Test
  default void readsARange() {
    var bytes = random(300_000);
    blobs().put(Digest.of(bytes), bytes).block();
    var blob = blobs().open(Digest.of(bytes)).block();

    assertThat(read(blob.bytes(1, 299_998))).isEqualTo(Arrays.copyOfRange(bytes, 1, 299_999));
    assertThat(read(blob.bytes(299_999, 1))).isEqualTo(Arrays.copyOfRange(bytes, 299_999, 300_000));
    assertThat(read(blob.bytes(300_000, 0))).isEmpty();
    assertThatThrownBy(() -> blob.bytes(299_999, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  default void deletesABlobOnce() {
    var bytes = random(100);
    blobs().put(Digest.of(bytes), bytes).block();
    var blob = blobs().open(Digest.of(bytes)).block();

    assertThat(blobs().delete(blob.digest()).block()).isTrue();
    assertThat(blobs().delete(blob.digest()).block()).isFalse();
    assertThat(blobs().find(blob.digest()).blockOptional()).isEmpty();
    assertThat(refusal(blob.bytes().then())).isEqualTo(new Refusal.BlobUnknown(blob.digest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 3 << 20})
  default void givesNoOtherBytesAndHealsWhenTheyComeAgain(int size) throws IOException {
    var bytes = random(size);
    var digest = Digest.of(bytes);
    blobs().put(digest, bytes).block();
    damage(digest);

    var reading = blobs().open(digest).flatMapMany(ReadableBlob::bytes);
    assertThat(refusal(reading.doOnNext(ByteBuf::release).then()))
        .isIn(null, new Refusal.BlobUnknown(digest));
    assertThat(blobs().open(digest).blockOptional()).isEmpty();
    assertThat(blobs().find(digest).blockOptional()).isEmpty();
    assertThat(blobs().all().map(StoredBlob::digest).collectList().block()).doesNotContain(digest);

    blobs().put(digest, bytes).block();
    assertThat(read(blobs().open(digest).block().bytes())).isEqualTo(bytes);
  }

  @Test
  default void listsWhatIsStored() {
    var first = random(100);
    var second = random(200);
    blobs().put(Digest.of(first), first).block();
    blobs().put(Digest.of(second), second).block();

    assertThat(blobs().all().map(StoredBlob::digest).collectList().block())
        .contains(Digest.of(first), Digest.of(second));
    assertThat(blobs().all().map(StoredBlob::size).collectList().block()).contains(100L, 200L);
  }

  @Test
  default void goesOnAfterCallsWereCancelled() throws Exception {
    for (int i = 0; i < 50; i++) {
      var bytes = random(100 + i);
      var call = blobs().put(Digest.of(bytes), bytes).subscribe();
      Thread.sleep(0, i * 20_000);
      call.dispose();
    }
    var bytes = random(50);

    assertThat(content(blobs().put(Digest.of(bytes), bytes).block())).isEqualTo(bytes);
  }
}
