package portolan.language.immutable;

import portolan.language.project.ProjectId;

/// A rule of a project.
public record ImmutableRuleDetails(ImmutableRuleId id, ProjectId project, ImmutableRuleSpec spec) {}
