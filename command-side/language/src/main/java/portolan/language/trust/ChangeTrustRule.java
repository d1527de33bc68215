package portolan.language.trust;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change whom a rule trusts, or with what. Its name stays. What was exchanged by it before is
/// worth nothing any more.
public record ChangeTrustRule(TrustRuleId rule, TrustRuleSpec spec) implements Command<Done> {}
