package portolan.language.robot;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A robot is gone.
///
/// @param spec what it was; null in history from before this was told
@EventName("robot-deleted")
public record RobotDeleted(
    RobotId robot, @Nullable ProjectId project, String name, @Nullable RobotSpec spec)
    implements Event {}
