package portolan.language.project;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.ProjectName;

/// A project is gone and its name is free.
@EventName("project-deleted")
public record ProjectDeleted(ProjectId project, ProjectName name) implements Event {}
