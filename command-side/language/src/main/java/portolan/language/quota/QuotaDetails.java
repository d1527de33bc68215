package portolan.language.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;

/// How much a project may store, and how much it does. The quota's number is the project's.
///
/// @param hard bytes, -1 for no limit
/// @param used bytes
/// @param ownerName null when the owner is gone
public record QuotaDetails(
    ProjectId project,
    ProjectName name,
    @Nullable String ownerName,
    long hard,
    long used,
    Instant createdAt,
    Instant updatedAt) {}
