package portolan.language.immutable;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A rule protects nothing any more.
@EventName("immutable-rule-deleted")
public record ImmutableRuleDeleted(ImmutableRuleId rule, ProjectId project, ImmutableRuleSpec spec)
    implements Event {}
