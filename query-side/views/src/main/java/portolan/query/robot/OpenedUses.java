package portolan.query.robot;

import org.jspecify.annotations.Nullable;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.robot.RobotDetails;

/// Opens the addresses that robots called from. Blocking: a key may have to be fetched.
final class OpenedUses {
  private final Vault vault;

  OpenedUses(Vault vault) {
    this.vault = vault;
  }

  RobotDetails opened(RobotDetails robot) {
    var use = robot.lastUse();
    return use == null
        ? robot
        : new RobotDetails(
            robot.id(),
            robot.name(),
            robot.project(),
            robot.spec(),
            robot.creator(),
            robot.createdAt(),
            robot.updatedAt(),
            robot.oldSecretUntil(),
            new RobotDetails.LastUse(use.at(), opened(use.address())));
  }

  private @Nullable String opened(@Nullable String sealed) {
    return sealed == null || sealed.isEmpty()
        ? null
        : vault.open(Sealed.parse(sealed)).orElse(null);
  }
}
