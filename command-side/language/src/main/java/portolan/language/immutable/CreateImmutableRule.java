package portolan.language.immutable;

import portolan.language.message.Command;
import portolan.language.project.ProjectId;

/// Make a rule in a project.
public record CreateImmutableRule(ProjectId project, ImmutableRuleSpec spec)
    implements Command<ImmutableRuleId> {}
