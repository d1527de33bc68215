package portolan.language.robot;

import java.util.Optional;
import portolan.language.message.Query;

/// The robot with this number, unless deleted.
public record FindRobot(RobotId robot) implements Query<Optional<RobotDetails>> {}
