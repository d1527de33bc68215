package portolan.language.project;

import java.util.Set;
import portolan.language.access.Holding;
import portolan.language.message.HotQuery;
import portolan.language.user.UserId;

/// Which roles does a user hold in a project, by own membership?
public record ResolveRoles(ProjectId project, UserId user) implements HotQuery<Set<Holding>> {}
