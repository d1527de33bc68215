package portolan.language.robot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.project.ProjectId;

/// All there is to say of a robot but its secret.
///
/// @param name without prefix: `name` or `project+name`
/// @param project null for the system level
/// @param oldSecretUntil how long the secret before the latest is good too; null when there is none
/// @param lastUse null when it was never used
public record RobotDetails(
    RobotId id,
    String name,
    @Nullable ProjectId project,
    RobotSpec spec,
    Actor creator,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant oldSecretUntil,
    @Nullable LastUse lastUse) {

  /// When a robot called last, to the minute.
  ///
  /// @param address from where; null when that is not known any more
  public record LastUse(Instant at, @Nullable String address) {}
}
