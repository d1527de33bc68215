package portolan.language.project;

import portolan.language.access.Sight;
import portolan.language.message.Query;

/// How many projects and repositories does somebody see?
public record FindStatistics(Sight sight) implements Query<Statistics> {}
