package portolan.language.immutable;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change what a rule protects, or whether it does.
public record ChangeImmutableRule(ImmutableRuleId rule, ImmutableRuleSpec spec)
    implements Command<Done> {}
