package portolan.language.immutable;

import java.util.Optional;
import portolan.language.message.Query;

/// The rule with this number.
public record FindImmutableRule(ImmutableRuleId rule)
    implements Query<Optional<ImmutableRuleDetails>> {}
