package portolan.language.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.privacy.Sealed;

/// What one visitor did one or more times within a moment.
///
/// @param at when it was done first
/// @param times how often
/// @param authentication how the visitor signed in: `basic`, `bearer`, `session`, `none`
/// @param operation as the audit trail says it: `pull`, `login`, `create`…
/// @param resourceType in Harbor's words
/// @param resource shown to people, put behind the repository's name where there is one
/// @param resourceId a user's number, when it is about one
/// @param place where it was done; null when it was in no repository that is known
/// @param claimed the name that was claimed and was not proven, sealed
/// @param allowed whether it was done or refused
/// @param requestId of the first request
/// @param effect what it is used for, as the registry was set when it was done
public record Visit(
    Instant at,
    int times,
    Actor actor,
    String authentication,
    String operation,
    String resourceType,
    String resource,
    @Nullable Integer resourceId,
    @Nullable Place place,
    @Nullable Sealed claimed,
    boolean allowed,
    String requestId,
    @Nullable Sealed address,
    @Nullable Sealed agent,
    Effect effect) {

  /// An artifact of a repository.
  public record Place(int project, int repository, String digest) {}

  /// What a visit is used for besides being on record.
  ///
  /// @param shown in the audit trail
  /// @param counted as a pull of the repository
  /// @param timed as the latest pull of the artifact
  public record Effect(boolean shown, boolean counted, boolean timed) {
    public static final Effect ALL = new Effect(true, true, true);
  }

  /// Everything in one line, of which the seal of its group is made.
  public String line() {
    var where = place == null ? "" : place.project + " " + place.repository + " " + place.digest;
    return String.join(
        "\n",
        Long.toString(at.toEpochMilli()),
        Integer.toString(times),
        actor.toString(),
        authentication,
        operation,
        resourceType,
        resource,
        String.valueOf(resourceId),
        where,
        String.valueOf(claimed),
        Boolean.toString(allowed),
        requestId,
        String.valueOf(address),
        String.valueOf(agent),
        effect.shown + " " + effect.counted + " " + effect.timed);
  }
}
