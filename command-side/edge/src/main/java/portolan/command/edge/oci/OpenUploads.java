package portolan.command.edge.oci;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import portolan.blob.UploadId;
import portolan.language.access.Actor;
import portolan.language.refusal.Refusal;

/// How many uploads everybody has open at this node, so that nobody opens them without end
/// (distribution issue 1948). One that was not written to for some time no longer counts; its bytes
/// stay until the purge.
public final class OpenUploads {
  private final int limit;
  private final Duration idle;
  private final InstantSource clock;
  private final Map<Actor, Map<UploadId, Session>> open = new ConcurrentHashMap<>();

  /// @param limit how many one principal may have
  /// @param idle after how long an untouched one does not count
  public OpenUploads(int limit, Duration idle, InstantSource clock) {
    this.limit = limit;
    this.idle = idle;
    this.clock = clock;
  }

  /// A session as this node saw it last.
  ///
  /// @param touched milliseconds since 1970
  private record Session(long touched, long offset) {}

  /// Counts a new session.
  ///
  /// @throws portolan.language.refusal.RefusedException `TooManyUploads`
  void open(Actor actor, UploadId id) {
    open.compute(
        actor,
        (_, known) -> {
          var sessions = known == null ? new LinkedHashMap<UploadId, Session>() : known;
          if (sessions.size() >= limit) {
            forgetIdle(sessions);
          }
          if (sessions.size() >= limit) {
            throw new Refusal.TooManyUploads(limit).asException();
          }
          sessions.put(id, new Session(clock.millis(), 0));
          return sessions;
        });
  }

  /// Notes how far a session has come.
  void advance(Actor actor, UploadId id, long offset) {
    open.computeIfPresent(
        actor,
        (_, sessions) -> {
          sessions.computeIfPresent(id, (_, _) -> new Session(clock.millis(), offset));
          return sessions;
        });
  }

  /// Counts a session no longer.
  void close(Actor actor, UploadId id) {
    open.computeIfPresent(
        actor,
        (_, sessions) -> {
          sessions.remove(id);
          return sessions.isEmpty() ? null : sessions;
        });
  }

  /// How many bytes the session had when this node last saw it; 0 when it never did.
  long offset(Actor actor, UploadId id) {
    var found = new long[1];
    open.computeIfPresent(
        actor,
        (_, sessions) -> {
          found[0] = offset(sessions.get(id));
          return sessions;
        });
    return found[0];
  }

  private static long offset(@Nullable Session session) {
    return session == null ? 0 : session.offset();
  }

  private void forgetIdle(Map<UploadId, Session> sessions) {
    long oldest = clock.millis() - idle.toMillis();
    sessions.values().removeIf(session -> session.touched() < oldest);
  }
}
