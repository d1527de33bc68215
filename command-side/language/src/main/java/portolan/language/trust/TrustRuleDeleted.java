package portolan.language.trust;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A project trusts nobody by this rule any more.
@EventName("trust-rule-deleted")
public record TrustRuleDeleted(TrustRuleId rule, ProjectId project, TrustRuleSpec spec)
    implements Event {}
