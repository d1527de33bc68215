package portolan.language.robot;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a robot.
public record DeleteRobot(RobotId robot) implements Command<Done> {}
