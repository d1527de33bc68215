package portolan.language.user;

import java.util.Optional;
import portolan.language.message.HotQuery;

/// Who signs in by this name? Matched without regard to case, as Harbor does.
public record ResolveAccount(String name) implements HotQuery<Optional<Account>> {}
