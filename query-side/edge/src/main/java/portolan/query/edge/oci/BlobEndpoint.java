package portolan.query.edge.oci;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.blob.StoredBlob;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindBlob;
import reactor.core.publisher.Mono;

/// Hands out blobs, whole or in part. A blob that lies in a file goes out without passing through
/// the heap.
///
/// Source: OCI distribution-spec, "Pulling blobs"; RFC 9110, 14 for ranges.
public final class BlobEndpoint implements V2Endpoint {
  private static final String ANYTHING = "application/octet-stream";

  /// A year: the bytes of a digest never change.
  private static final String FOR_EVER = "max-age=31536000";

  private final Queries queries;
  private final Blobs blobs;

  public BlobEndpoint(Queries queries, Blobs blobs) {
    this.queries = queries;
    this.blobs = blobs;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.READ_BLOB);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Blob) exchange.path();
    var digest = path.digest();
    var held = held(exchange, path);
    Mono<Mono<Void>> answer =
        exchange.head() || Content.known(exchange, digest)
            ? found(digest, held).map(blob -> describe(exchange, blob))
            : held.flatMap(_ -> blobs.open(digest)).map(blob -> write(exchange, blob));
    return answer
        .switchIfEmpty(Mono.error(() -> new Refusal.BlobUnknown(digest).asException()))
        .flatMap(Function.identity());
  }

  /// Clients ask for every layer before they push it, and most are new: of what is not stored at
  /// all the database need not be asked whether the repository holds it.
  private Mono<StoredBlob> found(Digest digest, Mono<Long> held) {
    return blobs.findsAtOnce()
        ? blobs.find(digest).flatMap(blob -> held.map(_ -> blob))
        : held.flatMap(_ -> blobs.find(digest));
  }

  private Mono<Long> held(V2Exchange exchange, V2Path.Blob path) {
    return Mono.defer(() ->
            queries.ask(new FindBlob(exchange.project().id(), path.repository(), path.digest())))
        .flatMap(Mono::justOrEmpty);
  }

  private static Mono<Void> describe(V2Exchange exchange, StoredBlob blob) {
    begin(exchange, blob);
    if (Content.known(exchange, blob.digest())) {
      return exchange.complete(304);
    }
    exchange.headers().set(HttpHeaders.CONTENT_TYPE, ANYTHING);
    exchange.headers().setContentLength(blob.size());
    return exchange.complete(200);
  }

  private static Mono<Void> write(V2Exchange exchange, ReadableBlob blob) {
    begin(exchange, blob);
    var headers = exchange.headers();
    var range = range(exchange, blob);
    if (range.isPresent() && range.get().count() == 0) {
      return exchange.rangeNotSatisfiable(blob.size());
    }
    headers.set(HttpHeaders.CONTENT_TYPE, ANYTHING);
    var part = range.orElse(new ByteRange(0, blob.size()));
    headers.setContentLength(part.count());
    if (range.isPresent()) {
      headers.set(HttpHeaders.CONTENT_RANGE, described(part, blob.size()));
    }
    exchange.response().setStatusCode(HttpStatusCode.valueOf(range.isPresent() ? 206 : 200));
    return part.count() == 0 ? exchange.response().setComplete() : send(exchange, blob, part);
  }

  private static void begin(V2Exchange exchange, StoredBlob blob) {
    Content.describe(exchange, blob.digest());
    exchange.headers().set(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    exchange.headers().set(HttpHeaders.ACCEPT_RANGES, "bytes");
  }

  private static Optional<ByteRange> range(V2Exchange exchange, StoredBlob blob) {
    var condition = exchange.header(HttpHeaders.IF_RANGE);
    boolean holds = condition.isEmpty() || condition.get().equals(Content.tag(blob.digest()));
    return holds
        ? exchange.header(HttpHeaders.RANGE).flatMap(text -> ByteRange.of(text, blob.size()))
        : Optional.empty();
  }

  private static String described(ByteRange part, long size) {
    return "bytes " + part.from() + "-" + (part.from() + part.count() - 1) + "/" + size;
  }

  private static Mono<Void> send(V2Exchange exchange, ReadableBlob blob, ByteRange part) {
    var file = blob.file();
    if (file.isPresent() && exchange.response() instanceof ZeroCopyHttpOutputMessage direct) {
      var sending = direct.writeWith(file.get(), part.from(), part.count());
      return part.count() > CopiedRegion.BUFFER
          ? CopiedFiles.copying(exchange.response(), file.get(), sending)
          : sending;
    }
    var factory = (NettyDataBufferFactory) exchange.response().bufferFactory();
    return exchange
        .response()
        .writeWith(
            blob.bytes(part.from(), part.count()).map(bytes -> (DataBuffer) factory.wrap(bytes)));
  }
}
