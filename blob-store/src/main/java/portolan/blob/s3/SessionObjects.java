package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import portolan.blob.UploadId;

/// The objects of one upload session.
final class SessionObjects {
  static final String ROOT = "uploads/";

  private final Bucket bucket;
  private final String folder;

  SessionObjects(Bucket bucket, UploadId id) {
    this.bucket = bucket;
    this.folder = folder(id);
  }

  private static String folder(UploadId id) {
    return ROOT + id + "/";
  }

  static String stateKey(UploadId id) {
    return folder(id) + "state";
  }

  /// The session that an object belongs to; empty when something else lies there.
  static Optional<UploadId> session(String key) {
    var path = key.split("/", -1);
    try {
      return path.length == 3 ? Optional.of(new UploadId(path[1])) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  Optional<SessionState> load() {
    return bucket.read(folder + "state").map(SessionState::decode);
  }

  void save(SessionState state) {
    bucket.put(folder + "state", List.of(Unpooled.wrappedBuffer(state.encode())));
  }

  SessionState.Tail putTail(List<ByteBuf> content, long size) {
    var tail = new SessionState.Tail(size, UUID.randomUUID().toString());
    bucket.put(tailKey(tail), content);
    return tail;
  }

  /// The tail's bytes, or empty when the store has lost them.
  Optional<ByteBuf> readTail(SessionState.Tail tail) {
    return bucket
        .read(tailKey(tail))
        .filter(bytes -> bytes.length == tail.size())
        .map(Unpooled::wrappedBuffer);
  }

  void deleteTail(SessionState.Tail tail) {
    bucket.delete(tailKey(tail));
  }

  String dataKey() {
    return folder + "data";
  }

  Multipart multipart() {
    return bucket.multipart(dataKey());
  }

  /// Removes the session with all that it has; the state goes first, so that no one can go on with
  /// it.
  void drop(SessionState state) {
    bucket.delete(folder + "state");
    state.tail().ifPresent(this::deleteTail);
    state
        .multipart()
        .ifPresent(upload -> {
          multipart().abort(upload);
          bucket.delete(dataKey());
        });
  }

  private String tailKey(SessionState.Tail tail) {
    return folder + "tail-" + tail.name();
  }
}
