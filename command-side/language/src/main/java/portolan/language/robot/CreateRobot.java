package portolan.language.robot;

import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.user.Secret;

/// Make a robot.
///
/// @param name without prefix and project
/// @param project empty for a robot of the system level
public record CreateRobot(
    String name,
    Optional<ProjectId> project,
    Optional<ProjectName> projectName,
    RobotSpec spec,
    Secret secretHash)
    implements Command<RobotId> {}
