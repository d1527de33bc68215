package portolan.language.label;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A label is gone, and so it is from every artifact; its name is free.
@EventName("label-deleted")
public record LabelDeleted(LabelId label, @Nullable ProjectId project, LabelSpec spec)
    implements Event {}
