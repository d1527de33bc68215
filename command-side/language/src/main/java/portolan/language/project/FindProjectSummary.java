package portolan.language.project;

import java.util.Optional;
import portolan.language.access.Sight;
import portolan.language.message.Query;

/// What a project holds, in figures; of its repositories those that are shown to who asks.
public record FindProjectSummary(ProjectId project, Sight sight)
    implements Query<Optional<ProjectSummary>> {}
