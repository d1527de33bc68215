package portolan.language.robot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Grant;
import portolan.language.project.ProjectId;

/// What access decisions need of a robot.
///
/// @param name without prefix: `name` or `project+name`
/// @param expiresAt seconds since 1970, -1 for never
/// @param grants those for a project with its number, unless it is gone
public record RobotAccount(
    RobotId id,
    String name,
    @Nullable ProjectId project,
    boolean disabled,
    long expiresAt,
    List<Grant> grants) {}
