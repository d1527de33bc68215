package portolan.language.project;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Role;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.oci.ProjectName;
import portolan.language.user.UserId;

/// All there is to say of a project.
///
/// @param ownerName null when the owner is gone
/// @param allowlist vulnerabilities that the project itself accepts
/// @param roles of the person who asks, by own membership
public record ProjectDetails(
    ProjectId id,
    ProjectName name,
    UserId owner,
    @Nullable String ownerName,
    Map<String, String> settings,
    CveAllowlist allowlist,
    long repositories,
    Set<Role> roles,
    Instant createdAt,
    Instant updatedAt) {}
