package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects of one bucket below one prefix, in plain calls that wait. Meant for virtual threads.
///
/// Every call that the store does not answer as it should ends in `Refusal.Unavailable`.
final class Bucket {
  private static final System.Logger LOG = System.getLogger(Bucket.class.getName());

  private final S3AsyncClient client;
  private final String name;
  private final String prefix;

  Bucket(S3AsyncClient client, String name, String prefix) {
    this.client = client;
    this.name = name;
    this.prefix = prefix;
  }

  /// Stores an object and asks the store whether it has it whole.
  void put(String key, List<ByteBuf> content) {
    var body = body(content);
    var size = content.stream().mapToLong(ByteBuf::readableBytes).sum();
    await(client.putObject(put -> put.bucket(name).key(prefix + key).contentLength(size), body));
    mustHave(key, size);
  }

  /// Fails when the store says that an object has another size than it must have.
  void mustHave(String key, long size) {
    var found = size(key);
    if (found.isEmpty() || found.getAsLong() != size) {
      LOG.log(Level.ERROR, "{0} should have {1} bytes, but has {2}", key, size, found);
      throw unavailable();
    }
  }

  OptionalLong size(String key) {
    return state(key).stream().mapToLong(ObjectState::size).findAny();
  }

  /// Empty when there is no such object.
  Optional<ObjectState> state(String key) {
    return unlessMissing(client.headObject(head -> head.bucket(name).key(prefix + key)))
        .map(Bucket::state);
  }

  private static ObjectState state(HeadObjectResponse head) {
    return new ObjectState(head.contentLength(), head.eTag(), head.lastModified());
  }

  /// A small object as a whole.
  Optional<byte[]> read(String key) {
    return unlessMissing(
            client.getObject(
                get -> get.bucket(name).key(prefix + key), AsyncResponseTransformer.toBytes()))
        .map(found -> found.asByteArrayUnsafe());
  }

  /// A large object, to be closed by the caller.
  InputStream stream(String key) {
    return await(
        client.getObject(
            get -> get.bucket(name).key(prefix + key),
            AsyncResponseTransformer.toBlockingInputStream()));
  }

  /// A part of an object, not waited for; fails with `NoSuchKeyException` when there is no such
  /// object.
  CompletableFuture<ResponsePublisher<GetObjectResponse>> stream(
      String key, long from, long count) {
    var range = "bytes=" + from + "-" + (from + count - 1);
    return client.getObject(
        get -> get.bucket(name).key(prefix + key).range(range),
        AsyncResponseTransformer.toPublisher());
  }

  void delete(String... keys) {
    var deleted =
        Stream.of(keys)
            .map(key -> client.deleteObject(delete -> delete.bucket(name).key(prefix + key)))
            .toList();
    deleted.forEach(Bucket::await);
  }

  /// All objects whose key begins so; their keys still have the bucket's prefix, see [#key].
  Flux<S3Object> list(String beginning) {
    return Flux.from(
        client
            .listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix + beginning))
            .contents());
  }

  String key(S3Object object) {
    return object.key().substring(prefix.length());
  }

  /// Multipart uploads that were neither completed nor aborted.
  Flux<MultipartUpload> openMultiparts(String beginning) {
    return Flux.from(
        client
            .listMultipartUploadsPaginator(list -> list.bucket(name).prefix(prefix + beginning))
            .uploads());
  }

  String key(MultipartUpload upload) {
    return upload.key().substring(prefix.length());
  }

  Multipart multipart(String key) {
    return new Multipart(client, name, prefix + key);
  }

  /// Copies within the store; the target is whole or absent.
  void copy(String from, String to, long size) {
    if (size <= Multipart.LARGEST_COPY) {
      await(
          client.copyObject(copy ->
              copy.sourceBucket(name)
                  .sourceKey(prefix + from)
                  .destinationBucket(name)
                  .destinationKey(prefix + to)));
    } else {
      multipart(to).copy(prefix + from, size);
    }
    mustHave(to, size);
  }

  static AsyncRequestBody body(List<ByteBuf> content) {
    return AsyncRequestBody.fromRemainingByteBuffersUnsafe(
        content.stream()
            .flatMap(buffer -> Stream.of(buffer.nioBuffers()))
            .toArray(ByteBuffer[]::new));
  }

  static <R> R await(CompletableFuture<R> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    }
  }

  static <R> Optional<R> unlessMissing(CompletableFuture<R> call) {
    try {
      return Optional.of(call.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw failure(e.getCause());
    }
  }

  static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof SdkException || cause instanceof IOException) {
      LOG.log(Level.ERROR, "blob storage failed", cause);
      return unavailable();
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private static RuntimeException unavailable() {
    return new Refusal.Unavailable("blob storage failed").asException();
  }
}
