package portolan.command.trust;

import java.util.List;
import java.util.Optional;
import portolan.language.project.ProjectId;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;

/// The rules of living projects, as decisions look them up.
public interface TrustRules {

  /// A rule that cannot be changed until the transaction ends.
  ///
  /// @param revision how often it has been written
  record Held(ProjectId project, String name, int revision) {}

  /// Keeps a new rule; false when its project has one of that name.
  boolean reserve(TrustRuleId rule, ProjectId project, TrustRuleSpec spec);

  /// Notes that a rule was written anew. Waits for exchanges by it that are under way.
  void revise(TrustRuleId rule, TrustRuleSpec spec);

  void release(TrustRuleId rule);

  /// Lets others hold it too, and nobody change it.
  Optional<Held> hold(TrustRuleId rule);

  List<TrustRuleId> of(ProjectId project);
}
