package portolan.command.robot;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.robot.ChangeRobot;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.RefreshRobotSecret;
import portolan.language.robot.RobotId;

/// Makes robots and changes what they may do.
public final class RobotAccounts {
  private final Streams<Robot> robots;
  private final RobotNames names;
  private final RobotSecrets secrets;
  private final StorageLedger ledger;
  private final Numbers numbers;

  public RobotAccounts(
      Streams<Robot> robots,
      RobotNames names,
      RobotSecrets secrets,
      StorageLedger ledger,
      Numbers numbers) {
    this.robots = robots;
    this.names = names;
    this.secrets = secrets;
    this.ledger = ledger;
    this.numbers = numbers;
  }

  @CommandHandler
  RobotId create(CreateRobot create) {
    create.project().ifPresent(this::hold);
    var id = new RobotId(numbers.next(Numbers.Kind.ROBOT));
    robots.begin(robot -> robot.decideCreation(create, id));
    if (!names.reserve(id, create.project(), create.name())) {
      throw new Refusal.NameTaken("robot", create.name()).asException();
    }
    secrets.set(id, create.secretHash());
    return id;
  }

  @CommandHandler
  Done change(ChangeRobot change) {
    robots.change(
        StreamNames.of(change.robot()),
        unknown(change.robot()),
        robot -> robot.decideChange(change.spec()));
    return Done.DONE;
  }

  @CommandHandler
  Done refresh(RefreshRobotSecret refresh) {
    robots.change(
        StreamNames.of(refresh.robot()),
        unknown(refresh.robot()),
        robot -> robot.decideRefresh(refresh));
    secrets.replace(refresh.robot(), refresh.secretHash(), refresh.oldSecretUntil());
    return Done.DONE;
  }

  /// The project must not end while a robot is made in it.
  private void hold(ProjectId project) {
    if (ledger.openForAdding(project).isEmpty()) {
      throw new Refusal.ProjectUnknown(project.toString()).asException();
    }
  }

  private static Refusal unknown(RobotId robot) {
    return new Refusal.RobotUnknown(robot.value());
  }
}
