package portolan.language.trust;

import java.util.Optional;
import portolan.language.message.Query;

/// The rule with this number.
public record FindTrustRule(TrustRuleId rule) implements Query<Optional<TrustRuleDetails>> {}
