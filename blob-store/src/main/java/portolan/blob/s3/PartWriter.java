package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Gathers buffers into parts and sends them, a few at a time.
///
/// Holds at most [#ABREAST] + 2 parts in memory. After a part has failed, it and all that came
/// after it are gone, and the session ends where the last good part ended.
final class PartWriter {
  /// The least that S3 takes for a part that is not the last.
  private static final int SMALLEST = 5 << 20;

  private static final int ABREAST = 2;

  private final SessionObjects session;
  private final Deque<Sending> sending = new ArrayDeque<>();
  private final List<SessionState.Part> sent;
  private SessionState saved;
  private Optional<String> upload;
  private List<ByteBuf> pending = new ArrayList<>();
  private long pendingBytes;
  private boolean lost;

  private record Sending(
      CompletableFuture<UploadPartResponse> answer, long size, List<ByteBuf> content) {}

  PartWriter(SessionObjects session, SessionState state) {
    this.session = session;
    this.saved = state;
    this.sent = new ArrayList<>(state.parts());
    this.upload = state.multipart();
  }

  /// Takes over a buffer, and may wait for parts to be sent.
  void add(ByteBuf buffer) {
    pending.add(buffer);
    pendingBytes += buffer.readableBytes();
    if (pendingBytes >= partSize()) {
      send();
    }
  }

  /// Grows, so that 10,000 parts hold 268 GiB and those of a usual layer take little memory.
  private long partSize() {
    return SMALLEST * (1L + (sent.size() + sending.size()) / 1_000);
  }

  /// Sends what is gathered as a part, and waits until every part has arrived.
  void sendAll() {
    if (pendingBytes > 0) {
      send();
    }
    settle();
  }

  /// Makes what has arrived last beyond this request.
  SessionState save() {
    settle();
    var before = saved.tail();
    var tail =
        pendingBytes > 0
            ? Optional.of(session.putTail(pending, pendingBytes))
            : Optional.<SessionState.Tail>empty();
    save(SessionState.of(upload, sent, tail));
    before.ifPresent(session::deleteTail);
    return saved;
  }

  /// What the bucket knows now.
  SessionState saved() {
    return saved;
  }

  /// Parts that have arrived, known to the bucket's state or not.
  List<SessionState.Part> sent() {
    return sent;
  }

  Optional<String> upload() {
    return upload;
  }

  /// What is gathered and not sent.
  List<ByteBuf> pending() {
    return pending;
  }

  long length() {
    var flying = sending.stream().mapToLong(Sending::size).sum();
    return sent.stream().mapToLong(SessionState.Part::size).sum() + flying + pendingBytes;
  }

  boolean lost() {
    return lost;
  }

  void release() {
    while (!sending.isEmpty()) {
      var part = sending.remove();
      part.answer().handle((answer, failure) -> part.content()).join().forEach(ByteBuf::release);
    }
    pending.forEach(ByteBuf::release);
    pending = new ArrayList<>();
    pendingBytes = 0;
  }

  private void send() {
    var number = sent.size() + sending.size() + 1;
    var answer = session.multipart().part(begun(), number, pending);
    sending.add(new Sending(answer, pendingBytes, pending));
    pending = new ArrayList<>();
    pendingBytes = 0;
    while (sending.size() > ABREAST) {
      settleFirst();
    }
  }

  /// The multipart upload, noted in the bucket before its first part: so it is found by the purge.
  private String begun() {
    if (upload.isEmpty()) {
      upload = Optional.of(session.multipart().start());
      save(SessionState.of(upload, sent, saved.tail()));
    }
    return upload.get();
  }

  private void save(SessionState state) {
    session.save(state);
    saved = state;
  }

  private void settle() {
    while (!sending.isEmpty()) {
      settleFirst();
    }
  }

  private void settleFirst() {
    var first = sending.remove();
    try {
      sent.add(new SessionState.Part(first.size(), Bucket.await(first.answer()).eTag()));
    } catch (RuntimeException e) {
      lost = true;
      release();
      throw e;
    } finally {
      first.content().forEach(ByteBuf::release);
    }
  }
}
