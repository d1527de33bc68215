package portolan.command.redtwin;

import portolan.query.follow.Projected;

/// Red twin: decides by what a read model says, which may be late.
public record DecisionThatAsksTheReadModels(Projected views) {}
