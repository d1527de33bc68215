package portolan.language.robot;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;

/// A robot was made; `project` is null for the system level.
@EventName("robot-created")
public record RobotCreated(
    RobotId robot,
    String name,
    @Nullable ProjectId project,
    @Nullable ProjectName projectName,
    RobotSpec spec)
    implements Event {}
