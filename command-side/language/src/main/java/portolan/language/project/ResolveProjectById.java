package portolan.language.project;

import java.util.Optional;
import portolan.language.message.Query;

/// Which living project has this number?
public record ResolveProjectById(ProjectId project) implements Query<Optional<ProjectRef>> {}
