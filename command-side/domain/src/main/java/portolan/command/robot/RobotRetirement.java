package portolan.command.robot;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.robot.DeleteRobot;
import portolan.language.robot.RobotId;

/// Deletes robots, one by one or with their project.
public final class RobotRetirement {
  private final Streams<Robot> robots;
  private final RobotNames names;
  private final RobotSecrets secrets;

  public RobotRetirement(Streams<Robot> robots, RobotNames names, RobotSecrets secrets) {
    this.robots = robots;
    this.names = names;
    this.secrets = secrets;
  }

  @CommandHandler
  Done delete(DeleteRobot delete) {
    retire(delete.robot());
    return Done.DONE;
  }

  /// Deletes the robots of a project, which is held alone.
  public void retireAllOf(ProjectId project) {
    names.of(project).forEach(this::retire);
  }

  private void retire(RobotId robot) {
    robots.change(
        StreamNames.of(robot), new Refusal.RobotUnknown(robot.value()), Robot::decideDeletion);
    names.release(robot);
    secrets.forget(robot);
  }
}
