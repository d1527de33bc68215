package portolan.language.project;

import java.util.Optional;
import portolan.language.message.HotQuery;
import portolan.language.oci.ProjectName;

/// Which living project has this name?
public record ResolveProject(ProjectName name) implements HotQuery<Optional<ProjectRef>> {}
