package portolan.language.user;

import java.util.Optional;
import portolan.language.message.HotQuery;

/// Whose e-mail address is this? Matched without regard to case, as names are.
public record ResolveAddress(String email) implements HotQuery<Optional<Account>> {}
