package portolan.language.trust;

import java.time.Instant;
import portolan.language.project.ProjectId;

/// A rule of a project.
///
/// @param revision how often it has been written
public record TrustRuleDetails(
    TrustRuleId id,
    ProjectId project,
    TrustRuleSpec spec,
    int revision,
    Instant createdAt,
    Instant updatedAt) {}
