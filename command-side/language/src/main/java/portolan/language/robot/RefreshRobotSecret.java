package portolan.language.robot;

import java.time.Instant;
import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.user.Secret;

/// Replace a robot's secret; the hash goes to the credential table.
///
/// @param oldSecretUntil how long the secret before is good too; empty refuses it at once. A secret
///   older than that is refused in any case.
public record RefreshRobotSecret(RobotId robot, Secret secretHash, Optional<Instant> oldSecretUntil)
    implements Command<Done> {}
