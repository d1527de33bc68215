package portolan.command.robot;

import java.time.Instant;
import java.util.Optional;
import portolan.language.robot.RobotId;
import portolan.language.user.Secret;

/// Hashes of robot secrets. Never part of history.
public interface RobotSecrets {

  void set(RobotId robot, Secret hash);

  /// @param oldUntil how long the hash that is replaced is kept beside; empty drops it
  void replace(RobotId robot, Secret hash, Optional<Instant> oldUntil);

  void forget(RobotId robot);
}
