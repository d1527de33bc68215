package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The multipart uploads of one key.
///
/// Source: S3 API, "Multipart upload limits": 10,000 parts of 5 MiB to 5 GiB, the last may be
/// smaller.
record Multipart(S3AsyncClient client, String bucket, String key) {
  static final long LARGEST_COPY = 5L << 30;
  private static final long COPY_STEP = 1L << 30;

  String start() {
    return Bucket.await(client.createMultipartUpload(create -> create.bucket(bucket).key(key)))
        .uploadId();
  }

  /// Sends a part, numbered from 1; not waited for. The content must stay unreleased until it is
  /// done.
  CompletableFuture<UploadPartResponse> part(String upload, int number, List<ByteBuf> content) {
    var size = content.stream().mapToLong(ByteBuf::readableBytes).sum();
    return client.uploadPart(
        part ->
            part.bucket(bucket).key(key).uploadId(upload).partNumber(number).contentLength(size),
        Bucket.body(content));
  }

  /// Makes the parts one object. Does nothing when that was done before.
  void complete(String upload, List<String> etags) {
    var parts = new ArrayList<CompletedPart>();
    for (var etag : etags) {
      parts.add(CompletedPart.builder().partNumber(parts.size() + 1).eTag(etag).build());
    }
    var whole = CompletedMultipartUpload.builder().parts(parts).build();
    unlessGone(
        client.completeMultipartUpload(
            done -> done.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole)));
  }

  void abort(String upload) {
    unlessGone(
        client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload)));
  }

  /// Copies an object that is too large for one call.
  void copy(String sourceKey, long size) {
    var upload = start();
    var etags = new ArrayList<String>();
    for (long from = 0; from < size; from += COPY_STEP) {
      var number = etags.size() + 1;
      var range = "bytes=" + from + "-" + (Math.min(size, from + COPY_STEP) - 1);
      var copied =
          client.uploadPartCopy(part ->
              part.sourceBucket(bucket)
                  .sourceKey(sourceKey)
                  .copySourceRange(range)
                  .destinationBucket(bucket)
                  .destinationKey(key)
                  .uploadId(upload)
                  .partNumber(number));
      etags.add(Bucket.await(copied).copyPartResult().eTag());
    }
    complete(upload, etags);
  }

  private static void unlessGone(CompletableFuture<?> call) {
    try {
      call.join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof S3Exception no) || no.statusCode() != 404) {
        throw Bucket.failure(e.getCause());
      }
    }
  }
}
