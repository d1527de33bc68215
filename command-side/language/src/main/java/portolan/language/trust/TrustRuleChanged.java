package portolan.language.trust;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A project trusts somebody else, or with something else.
@EventName("trust-rule-changed")
public record TrustRuleChanged(
    TrustRuleId rule, ProjectId project, TrustRuleSpec from, TrustRuleSpec to) implements Event {}
