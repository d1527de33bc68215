package portolan.language.immutable;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A rule protects other tags now, or was switched on or off.
@EventName("immutable-rule-changed")
public record ImmutableRuleChanged(
    ImmutableRuleId rule, ProjectId project, ImmutableRuleSpec from, ImmutableRuleSpec to)
    implements Event {}
