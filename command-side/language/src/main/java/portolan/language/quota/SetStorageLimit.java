package portolan.language.quota;

import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;

/// Change how much a project may store.
///
/// @param limit bytes, -1 for no limit
public record SetStorageLimit(ProjectId project, long limit) implements Command<Done> {}
