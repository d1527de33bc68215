package portolan.language.trust;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A project trusts somebody.
@EventName("trust-rule-created")
public record TrustRuleCreated(TrustRuleId rule, ProjectId project, TrustRuleSpec spec)
    implements Event {}
