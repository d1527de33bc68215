package portolan.language.trust;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Trust nobody by this rule any more.
public record DeleteTrustRule(TrustRuleId rule) implements Command<Done> {}
