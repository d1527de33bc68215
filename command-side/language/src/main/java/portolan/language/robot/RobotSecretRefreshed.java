package portolan.language.robot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A robot got another secret.
///
/// @param oldSecretUntil how long the secret before is good too; null when it was refused at once
@EventName("robot-secret-refreshed")
public record RobotSecretRefreshed(
    RobotId robot, @Nullable ProjectId project, @Nullable Instant oldSecretUntil)
    implements Event {}
