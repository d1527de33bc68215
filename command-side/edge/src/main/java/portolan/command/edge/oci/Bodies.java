package portolan.command.edge.oci;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import portolan.edge.oci.V2Exchange;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bodies of requests.
final class Bodies {
  private Bodies() {}

  /// The body as the network delivers it. The subscriber releases every buffer.
  static Flux<ByteBuf> stream(V2Exchange exchange) {
    return exchange.request().getBody().map(NettyDataBufferFactory::toByteBuf);
  }

  /// How long the body is, when the client says so.
  static OptionalLong length(V2Exchange exchange) {
    long length = exchange.request().getHeaders().getContentLength();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /// The same body; `SizeInvalid` when it ends before so many bytes, or goes on after them.
  static Flux<ByteBuf> ofLength(Flux<ByteBuf> body, long length) {
    return Flux.defer(() -> {
      var left = new AtomicLong(length);
      return body.doOnNext(
              piece -> {
                if (left.addAndGet(-piece.readableBytes()) < 0) {
                  piece.release();
                  throw otherLength();
                }
              })
          .concatWith(Mono.defer(() -> left.get() == 0 ? Mono.empty() : Mono.error(otherLength())));
    });
  }

  private static RuntimeException otherLength() {
    return new Refusal.SizeInvalid("Content-Range and the body's length differ").asException();
  }

  /// The whole of a small body; `TooLarge` after at most `limit` bytes.
  static Mono<byte[]> whole(V2Exchange exchange, int limit) {
    long length = length(exchange).orElse(1024);
    if (length > limit) {
      return Mono.error(new Refusal.TooLarge(limit).asException());
    }
    return exchange
        .request()
        .getBody()
        .collect(
            () -> new ByteArrayOutputStream((int) Math.min(length, 64 << 10)),
            (all, piece) -> add(all, piece, limit))
        .map(ByteArrayOutputStream::toByteArray);
  }

  private static void add(ByteArrayOutputStream all, DataBuffer piece, int limit) {
    try {
      int count = piece.readableByteCount();
      if (all.size() + count > limit) {
        throw new Refusal.TooLarge(limit).asException();
      }
      var bytes = new byte[count];
      piece.read(bytes);
      all.writeBytes(bytes);
    } finally {
      DataBufferUtils.release(piece);
    }
  }
}
