package portolan.language.user;

import portolan.language.message.Query;

/// Is this user project admin anywhere?
public record AdministersAProject(UserId user) implements Query<Boolean> {}
