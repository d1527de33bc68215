package portolan.language.repository;

import java.util.Optional;
import portolan.language.message.Query;
import portolan.language.oci.RepositoryName;

/// All there is to say of one repository.
public record FindRepository(RepositoryName name) implements Query<Optional<RepositoryDetails>> {}
