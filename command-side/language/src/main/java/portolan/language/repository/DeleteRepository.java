package portolan.language.repository;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a repository, its tags and its artifacts.
public record DeleteRepository(RepositoryId repository) implements Command<Done> {}
