package portolan.language.robot;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A robot got another secret.
@EventName("robot-secret-refreshed")
public record RobotSecretRefreshed(RobotId robot, @Nullable ProjectId project) implements Event {}
