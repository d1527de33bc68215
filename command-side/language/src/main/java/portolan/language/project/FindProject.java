package portolan.language.project;

import java.util.Optional;
import portolan.language.message.Query;
import portolan.language.user.UserId;

/// The project with this number, with the roles of the person who asks.
public record FindProject(ProjectId project, Optional<UserId> viewer)
    implements Query<Optional<ProjectDetails>> {}
