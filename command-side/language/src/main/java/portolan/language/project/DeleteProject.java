package portolan.language.project;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a project that holds no repository.
public record DeleteProject(ProjectId project) implements Command<Done> {}
