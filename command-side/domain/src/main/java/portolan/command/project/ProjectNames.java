package portolan.command.project;

import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;

/// The names of living projects.
public interface ProjectNames {

  /// Takes a name for a project; false when a living project has it.
  ///
  /// @param storageLimit bytes, -1 for none
  boolean reserve(ProjectId project, ProjectName name, long storageLimit);

  /// Frees the name of a project that ends.
  void release(ProjectId project);

  /// How many repositories the project holds.
  long repositories(ProjectId project);
}
