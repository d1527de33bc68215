package portolan.language.robot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.project.ProjectId;

/// All there is to say of a robot but its secret.
///
/// @param name without prefix: `name` or `project+name`
/// @param project null for the system level
public record RobotDetails(
    RobotId id,
    String name,
    @Nullable ProjectId project,
    RobotSpec spec,
    Actor creator,
    Instant createdAt,
    Instant updatedAt) {}
