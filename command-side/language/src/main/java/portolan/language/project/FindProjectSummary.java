package portolan.language.project;

import java.util.Optional;
import portolan.language.message.Query;

/// What a project holds, in figures.
public record FindProjectSummary(ProjectId project) implements Query<Optional<ProjectSummary>> {}
