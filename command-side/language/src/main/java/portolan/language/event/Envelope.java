package portolan.language.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.privacy.Sealed;

/// What travels with every event: who, how signed in, from where, why, and because of what.
///
/// @param onBehalfOf for whom the actor acted, when not for itself
/// @param authentication how the actor signed in: `basic`, `bearer`, `session`, `none`, `internal`
/// @param address the client's address, sealed for the actor
/// @param agent the client's user agent, sealed for the actor
/// @param correlationId names all that follows from one request
/// @param causationId names the message that led directly to this one
/// @param reason what the caller gave in `X-Portolan-Reason`
public record Envelope(
    Actor actor,
    @Nullable Actor onBehalfOf,
    String authentication,
    @Nullable Sealed address,
    @Nullable Sealed agent,
    String requestId,
    String correlationId,
    String causationId,
    @Nullable String reason) {

  /// The envelope of what the system does by itself.
  public static Envelope ofSystem(String requestId) {
    return new Envelope(
        Actor.SYSTEM, null, "internal", null, null, requestId, requestId, requestId, null);
  }

  /// As message metadata: flat text values, absent ones left out.
  public Map<String, String> toMap() {
    var map = new LinkedHashMap<String, String>();
    map.put("actor", actor.toString());
    put(map, "onBehalfOf", onBehalfOf);
    map.put("authentication", authentication);
    put(map, "address", address);
    put(map, "agent", agent);
    map.put("requestId", requestId);
    map.put("correlationId", correlationId);
    map.put("causationId", causationId);
    put(map, "reason", reason);
    return map;
  }

  /// The inverse of [#toMap]; unknown entries are passed over.
  public static Envelope fromMap(Map<String, ?> map) {
    return new Envelope(
        Actor.parse(Objects.requireNonNullElse(text(map, "actor"), ActorKind.SYSTEM + ":0")),
        parsed(text(map, "onBehalfOf")),
        Objects.requireNonNullElse(text(map, "authentication"), "internal"),
        sealed(text(map, "address")),
        sealed(text(map, "agent")),
        Objects.requireNonNullElse(text(map, "requestId"), ""),
        Objects.requireNonNullElse(text(map, "correlationId"), ""),
        Objects.requireNonNullElse(text(map, "causationId"), ""),
        text(map, "reason"));
  }

  private static void put(Map<String, String> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  private static @Nullable String text(Map<String, ?> map, String key) {
    var value = map.get(key);
    return value == null ? null : value.toString();
  }

  private static @Nullable Actor parsed(@Nullable String text) {
    return text == null ? null : Actor.parse(text);
  }

  private static @Nullable Sealed sealed(@Nullable String text) {
    return text == null ? null : Sealed.parse(text);
  }
}
