package portolan.language.project;

import java.util.Map;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.ProjectName;
import portolan.language.user.UserId;

/// A project was made, with its first settings.
@EventName("project-created")
public record ProjectCreated(
    ProjectId project, ProjectName name, UserId owner, Map<String, String> settings)
    implements Event {}
