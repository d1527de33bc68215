package portolan.command.robot;

import portolan.language.robot.RobotId;
import portolan.language.user.Secret;

/// Hashes of robot secrets. Never part of history.
public interface RobotSecrets {

  void set(RobotId robot, Secret hash);

  void forget(RobotId robot);
}
