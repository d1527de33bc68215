package portolan.blob;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bodies for tests: random content, cut into network-like buffers.
public final class Bodies {
  private static final Random RANDOM = new Random();

  private Bodies() {}

  public static byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  public static UploadId id() {
    return new UploadId(Base64.getUrlEncoder().withoutPadding().encodeToString(random(24)));
  }

  /// Some bytes in pooled direct buffers of at most `buffer` bytes.
  public static Flux<ByteBuf> of(byte[] bytes, int buffer) {
    return Flux.fromIterable(cut(bytes, buffer))
        .map(part -> PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(part));
  }

  public static Flux<ByteBuf> of(byte[] bytes) {
    return of(bytes, 16 << 10);
  }

  /// Some bytes, and then a failure in place of an end.
  public static Flux<ByteBuf> broken(byte[] bytes) {
    return of(bytes).concatWith(Flux.error(new IllegalStateException("connection closed")));
  }

  public static byte[] read(Flux<ByteBuf> content) {
    var out = new ByteArrayOutputStream();
    content
        .doOnNext(buffer -> {
          var bytes = new byte[buffer.readableBytes()];
          buffer.readBytes(bytes).release();
          out.writeBytes(bytes);
        })
        .blockLast();
    return out.toByteArray();
  }

  /// The refusal that a call ends with; null when it succeeds.
  public static Refusal refusal(Mono<?> call) {
    try {
      call.block();
      return null;
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  /// Heap and direct buffers, sliced and composite: whatever a server may deliver.
  public static ByteBuf mixed(byte[] bytes, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Unpooled.wrappedBuffer(bytes);
      case 1 ->
          Unpooled.wrappedBuffer(
              Unpooled.copiedBuffer(bytes, 0, bytes.length / 2),
              Unpooled.copiedBuffer(bytes, bytes.length / 2, bytes.length - bytes.length / 2));
      default ->
          PooledByteBufAllocator.DEFAULT.directBuffer().writeZero(3).writeBytes(bytes).skipBytes(3);
    };
  }

  private static List<byte[]> cut(byte[] bytes, int length) {
    var parts = new ArrayList<byte[]>();
    for (int i = 0; i < bytes.length; i += length) {
      parts.add(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + length)));
    }
    return parts;
  }
}
