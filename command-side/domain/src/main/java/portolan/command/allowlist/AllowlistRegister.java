package portolan.command.allowlist;

import java.util.Optional;
import portolan.language.project.ProjectId;

/// Which lists have been set before.
public interface AllowlistRegister {

  /// Enters a list, and holds it until the transaction ends; false when it is there already.
  ///
  /// @param project empty for that of the whole registry
  boolean enter(Optional<ProjectId> project);
}
