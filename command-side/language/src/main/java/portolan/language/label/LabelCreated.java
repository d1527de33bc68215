package portolan.language.label;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A label was made.
///
/// @param project null for a label of the whole registry
@EventName("label-created")
public record LabelCreated(LabelId label, @Nullable ProjectId project, LabelSpec spec)
    implements Event {}
