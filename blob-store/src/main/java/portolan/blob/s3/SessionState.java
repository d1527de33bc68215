package portolan.blob.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the bucket knows about an upload session, kept as lines of text:
///
/// ```
/// revision 5f0c…          new with every write: tells a node whether its hash still fits
/// multipart abc…          when there are parts
/// part 5242880 "etag"     in order, one line each
/// tail 1234 77ab…         bytes in the tail object, and the end of its key
/// ```
record SessionState(
    String revision, Optional<String> multipart, List<Part> parts, Optional<Tail> tail) {
  /// A part that the store has acknowledged; size in bytes.
  record Part(long size, String etag) {}

  /// Bytes that are too few for a part. A new tail gets a new name, so that a state is never torn.
  record Tail(long size, String name) {}

  static SessionState of(Optional<String> multipart, List<Part> parts, Optional<Tail> tail) {
    return new SessionState(UUID.randomUUID().toString(), multipart, List.copyOf(parts), tail);
  }

  static SessionState fresh() {
    return of(Optional.empty(), List.of(), Optional.empty());
  }

  /// Bytes that the session has.
  long offset() {
    return parts.stream().mapToLong(Part::size).sum() + tail.map(Tail::size).orElse(0L);
  }

  byte[] encode() {
    var text = new StringBuilder("revision ").append(revision).append('\n');
    multipart.ifPresent(id -> text.append("multipart ").append(id).append('\n'));
    for (var part : parts) {
      text.append("part ").append(part.size()).append(' ').append(part.etag()).append('\n');
    }
    tail.ifPresent(
        last -> text.append("tail ").append(last.size()).append(' ').append(last.name()));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static SessionState decode(byte[] encoded) {
    var revision = "";
    var multipart = Optional.<String>empty();
    var parts = new ArrayList<Part>();
    var tail = Optional.<Tail>empty();
    for (var line : new String(encoded, StandardCharsets.UTF_8).lines().toList()) {
      var word = line.split(" ", 3);
      switch (word[0]) {
        case "revision" -> revision = word[1];
        case "multipart" -> multipart = Optional.of(word[1]);
        case "part" -> parts.add(new Part(Long.parseLong(word[1]), word[2]));
        case "tail" -> tail = Optional.of(new Tail(Long.parseLong(word[1]), word[2]));
        default -> throw new IllegalStateException("upload state has an unknown line");
      }
    }
    return new SessionState(revision, multipart, List.copyOf(parts), tail);
  }
}
