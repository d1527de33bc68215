package portolan.language.robot;

import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.user.Secret;

/// Replace a robot's secret; the hash goes to the credential table.
public record RefreshRobotSecret(RobotId robot, Secret secretHash) implements Command<Done> {}
