package portolan.language.user;

import java.util.Optional;
import portolan.language.message.HotQuery;

/// The account with this number, unless deleted.
public record FindAccount(UserId user) implements HotQuery<Optional<Account>> {}
