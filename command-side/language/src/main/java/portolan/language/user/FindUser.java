package portolan.language.user;

import java.util.Optional;
import portolan.language.message.Query;

/// The open account with this number.
public record FindUser(UserId user) implements Query<Optional<UserDetails>> {}
