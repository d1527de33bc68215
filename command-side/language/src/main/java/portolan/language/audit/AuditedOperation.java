package portolan.language.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.event.Position;
import portolan.language.project.ProjectId;

/// Something that was done.
///
/// @param position of its event in the log, by which it is known
/// @param actorName null when the person is erased
/// @param operation `create`, `update`, `delete`, `pull`, `login` or `logout`
/// @param resourceType `project`, `artifact`, `tag`…
/// @param resource as people name it; empty when that was a person's name and is erased
/// @param described what a sentence about it calls the resource: by digest what was pushed or
///   pulled by tag
/// @param from JSON object of what stood there before
/// @param to JSON object of what stands there since
/// @param address where the client called from, if still known
/// @param agent the client's user agent, if still known
public record AuditedOperation(
    Position position,
    Instant at,
    Actor actor,
    @Nullable String actorName,
    String authentication,
    String operation,
    String resourceType,
    String resource,
    String described,
    @Nullable ProjectId project,
    @Nullable String from,
    @Nullable String to,
    boolean result,
    String requestId,
    @Nullable String reason,
    @Nullable String address,
    @Nullable String agent) {

  /// In Harbor's words: `push artifact: acme/web@sha256:…`, `update configuration: read_only`.
  public String description() {
    boolean pushed = resourceType.equals("artifact") && operation.equals("create");
    var verb = pushed ? "push" : operation;
    return (verb + " " + resourceType + ": " + described).strip();
  }
}
