package portolan.language.repository;

import portolan.language.message.Command;

/// Remove some more of what a deleted repository still has.
public record ClearRepository(RepositoryId repository) implements Command<Cleared> {}
