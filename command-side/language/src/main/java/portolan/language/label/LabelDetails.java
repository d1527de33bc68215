package portolan.language.label;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.language.project.ProjectId;

/// All there is to say of a label.
///
/// @param project null for a label of the whole registry
public record LabelDetails(
    LabelId id,
    @Nullable ProjectId project,
    LabelSpec spec,
    Instant createdAt,
    Instant updatedAt) {}
