package portolan.command.quota;

import java.util.List;
import java.util.Optional;
import portolan.language.artifact.Blob;
import portolan.language.project.ProjectId;

/// Who may add to a project or take from it now, and how much it keeps. The project's entry is the
/// first thing that every command locks.
public interface StorageLedger {

  /// Holds the project for adding until the transaction ends: nobody takes anything away meanwhile.
  /// Without a limit others may add at the same time; with one, additions come one after the other.
  /// Empty when there is no such project.
  Optional<Allowance> openForAdding(ProjectId project);

  /// Holds the project alone until the transaction ends; false when there is no such project.
  boolean closeForRemoval(ProjectId project);

  /// How many bytes of these the project does not have yet.
  long additional(ProjectId project, List<Blob> blobs);

  /// Counts bytes as used in a project that has a limit.
  void use(ProjectId project, long bytes);

  /// Sets a limit and counts anew. The project must be held alone.
  void limit(ProjectId project, long limit);
}
