package portolan.edge.identity;

import java.time.Duration;
import java.util.Optional;
import portolan.language.robot.RobotId;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Where the hashes of passwords and robot secrets are kept. Read at a sign-in, never remembered.
public interface Credentials {

  /// Empty inside when the account has no password of its own.
  Mono<Optional<String>> passwordHash(UserId user);

  /// Empty inside when the robot is gone.
  Mono<Optional<String>> robotSecretHash(RobotId robot);

  /// The secret before the robot's latest, while it is good too; empty inside when it is not.
  default Mono<Optional<OldSecret>> oldRobotSecret(RobotId robot) {
    return Mono.just(Optional.empty());
  }

  /// A secret that was replaced.
  ///
  /// @param left how long it is good yet
  record OldSecret(String hash, Duration left) {}
}
