package portolan.language.immutable;

import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// Which tags does a project protect?
public record FindTagRules(ProjectId project) implements Query<TagRules> {}
