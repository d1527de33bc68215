package portolan.language.label;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A label looks different now.
@EventName("label-changed")
public record LabelChanged(LabelId label, @Nullable ProjectId project, LabelSpec from, LabelSpec to)
    implements Event {}
