package portolan.command.redtwin;

import reactor.core.publisher.Mono;

/// Red twin: a decision that is not plain.
public record DecisionThatWaits(Mono<String> answer) {}
