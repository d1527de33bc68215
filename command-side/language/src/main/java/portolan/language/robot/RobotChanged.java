package portolan.language.robot;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A robot, before and after.
@EventName("robot-changed")
public record RobotChanged(RobotId robot, @Nullable ProjectId project, RobotSpec from, RobotSpec to)
    implements Event {}
