package portolan.language.trust;

import java.time.Instant;
import java.util.Set;
import portolan.language.access.Permission;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;

/// What access decisions need of a workload.
///
/// @param name `workload$project+rule#7`
/// @param access what it may do in its project
public record WorkloadAccount(
    ExchangeId id,
    String name,
    ProjectId project,
    ProjectName projectName,
    Set<Permission> access,
    Instant expiresAt) {}
