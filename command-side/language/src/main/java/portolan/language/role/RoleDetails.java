package portolan.language.role;

import java.time.Instant;
import portolan.language.access.CustomRoleId;

/// A role that an administrator made.
public record RoleDetails(CustomRoleId id, RoleSpec spec, Instant createdAt, Instant updatedAt) {}
