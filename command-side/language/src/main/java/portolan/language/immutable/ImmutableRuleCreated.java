package portolan.language.immutable;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A rule was made.
@EventName("immutable-rule-created")
public record ImmutableRuleCreated(ImmutableRuleId rule, ProjectId project, ImmutableRuleSpec spec)
    implements Event {}
