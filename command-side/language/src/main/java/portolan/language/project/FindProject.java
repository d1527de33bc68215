package portolan.language.project;

import java.util.Optional;
import portolan.language.access.Sight;
import portolan.language.message.Query;

/// The project with this number, with the roles of the person who asks, and as many repositories as
/// are shown to them.
public record FindProject(ProjectId project, Sight sight)
    implements Query<Optional<ProjectDetails>> {}
