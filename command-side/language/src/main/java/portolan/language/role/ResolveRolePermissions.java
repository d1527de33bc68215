package portolan.language.role;

import java.util.Map;
import java.util.Set;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Permission;
import portolan.language.message.HotQuery;

/// What does each custom role give?
public record ResolveRolePermissions() implements HotQuery<Map<CustomRoleId, Set<Permission>>> {}
