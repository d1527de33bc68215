package portolan.command.immutable;

import java.util.List;
import java.util.Optional;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.TagRules;
import portolan.language.project.ProjectId;

/// The rules that are in force. A project must be held by whoever reads them, and held alone by
/// whoever changes them.
public interface ImmutableRules {

  /// The rules of a project that are not disabled.
  TagRules inForce(ProjectId project);

  /// Puts a rule, or another version of it; false when the project has one with the same selectors.
  boolean put(ImmutableRuleId rule, ProjectId project, ImmutableRuleSpec spec);

  void remove(ImmutableRuleId rule);

  Optional<ProjectId> project(ImmutableRuleId rule);

  List<ImmutableRuleId> of(ProjectId project);
}
