package portolan.language.project;

import java.util.Map;
import java.util.Set;
import portolan.language.access.Holding;
import portolan.language.group.GroupId;
import portolan.language.message.HotQuery;

/// Which roles do groups give in a project?
public record ResolveGroupRoles(ProjectId project)
    implements HotQuery<Map<GroupId, Set<Holding>>> {}
