package portolan.language.allowlist;

import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;

/// Replace what a project, or the whole registry, accepts.
///
/// @param project empty for the whole registry
public record SetCveAllowlist(Optional<ProjectId> project, CveAllowlist allowlist)
    implements Command<Done> {}
