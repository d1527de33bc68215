package portolan.language.robot;

import java.util.List;
import portolan.language.access.Grant;

/// What can be said of a robot and changed later.
///
/// @param durationDays -1 for never
/// @param expiresAt seconds since 1970, -1 for never
public record RobotSpec(
    String description, long durationDays, long expiresAt, boolean disabled, List<Grant> grants) {

  /// The same with other grants.
  public RobotSpec with(List<Grant> others) {
    return new RobotSpec(description, durationDays, expiresAt, disabled, others);
  }
}
