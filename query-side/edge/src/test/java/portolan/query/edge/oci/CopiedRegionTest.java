package portolan.query.edge.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedRegionTest {
  private static final int SIZE = 2 * CopiedRegion.BUFFER + 12_345;

  @TempDir private Path folder;

  @Test
  void sendsItsPartHoweverLittleTheNetworkTakes() throws IOException {
    var content = content();
    for (int atMost : new int[] {CopiedRegion.BUFFER / 3, CopiedRegion.BUFFER, SIZE}) {
      var region = region(content, 1000, SIZE - 2000);
      var sent = sent(region, atMost);
      assertThat(sent).isEqualTo(Arrays.copyOfRange(content, 1000, SIZE - 1000));
      assertThat(region.transferred()).isEqualTo(region.count());
    }
  }

  @Test
  void sendsNothingMoreWhileTheNetworkTakesNothing() throws IOException {
    var region = region(content(), 0, SIZE);
    assertThat(region.transferTo(new Network(0), 0)).isZero();
    assertThat(region.transferred()).isZero();
  }

  @Test
  void failsWhenTheFileIsShorterThanWasSaid() throws IOException {
    var region = region(content(), 0, SIZE + 1);
    assertThatThrownBy(() -> sent(region, SIZE)).isInstanceOf(EOFException.class);
  }

  @Test
  void closesItsFileWhenItIsReleased() throws IOException {
    var file = file(content());
    new CopiedRegion(file, 0, SIZE).release();
    assertThat(file.isOpen()).isFalse();
  }

  private CopiedRegion region(byte[] content, long from, long count) throws IOException {
    return new CopiedRegion(file(content), from, count);
  }

  private FileChannel file(byte[] content) throws IOException {
    return FileChannel.open(Files.write(folder.resolve("blob"), content));
  }

  private static byte[] content() {
    var content = new byte[SIZE];
    new Random(1).nextBytes(content);
    return content;
  }

  private static byte[] sent(CopiedRegion region, int atMost) throws IOException {
    var network = new Network(atMost);
    while (region.transferred() < region.count()) {
      region.transferTo(network, region.transferred());
    }
    region.release();
    return network.received.toByteArray();
  }

  /// Takes a little at a time.
  private static final class Network implements WritableByteChannel {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int atMost;

    Network(int atMost) {
      this.atMost = atMost;
    }

    @Override
    public int write(ByteBuffer bytes) {
      var part = new byte[Math.min(atMost, bytes.remaining())];
      bytes.get(part);
      received.writeBytes(part);
      return part.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
