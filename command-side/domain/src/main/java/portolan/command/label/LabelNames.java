package portolan.command.label;

import java.util.List;
import java.util.Optional;
import portolan.language.label.LabelId;
import portolan.language.project.ProjectId;

/// The names of living labels, and where each may be used.
public interface LabelNames {

  /// Takes a name in a project, or in the whole registry; false when it is taken.
  boolean reserve(LabelId label, Optional<ProjectId> project, String name);

  /// Takes another name in the same place; false when it is taken.
  boolean rename(LabelId label, String name);

  void release(LabelId label);

  List<LabelId> of(ProjectId project);

  /// Whether a label may be put on artifacts of a project. It cannot be deleted until the
  /// transaction ends.
  boolean holdFor(ProjectId project, LabelId label);
}
