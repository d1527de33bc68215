package portolan.language.immutable;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a rule.
public record DeleteImmutableRule(ImmutableRuleId rule) implements Command<Done> {}
