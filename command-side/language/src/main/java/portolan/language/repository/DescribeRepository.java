package portolan.language.repository;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change the description shown to people.
public record DescribeRepository(RepositoryId repository, String description)
    implements Command<Done> {}
