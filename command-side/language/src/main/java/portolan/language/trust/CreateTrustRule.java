package portolan.language.trust;

import portolan.language.message.Command;
import portolan.language.project.ProjectId;

/// Make a rule in a project.
public record CreateTrustRule(ProjectId project, TrustRuleSpec spec)
    implements Command<TrustRuleId> {}
