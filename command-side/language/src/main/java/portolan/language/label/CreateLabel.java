package portolan.language.label;

import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.project.ProjectId;

/// Make a label.
///
/// @param project empty for a label of the whole registry
public record CreateLabel(Optional<ProjectId> project, LabelSpec spec)
    implements Command<LabelId> {}
