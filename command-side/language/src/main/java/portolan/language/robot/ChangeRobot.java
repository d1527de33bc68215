package portolan.language.robot;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change what a robot may do, until when, and whether at all.
public record ChangeRobot(RobotId robot, RobotSpec spec) implements Command<Done> {}
