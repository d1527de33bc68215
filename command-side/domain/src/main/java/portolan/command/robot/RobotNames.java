package portolan.command.robot;

import java.util.List;
import java.util.Optional;
import portolan.language.project.ProjectId;
import portolan.language.robot.RobotId;

/// The names of living robots.
public interface RobotNames {

  /// Takes a name in a project, or among the robots of the system; false when it is taken.
  boolean reserve(RobotId robot, Optional<ProjectId> project, String name);

  void release(RobotId robot);

  List<RobotId> of(ProjectId project);
}
