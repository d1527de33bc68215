package portolan.command.edge.token;

import java.time.Clock;
import java.util.List;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.workload.IdentityToken;
import portolan.edge.workload.IdentityTokens;
import portolan.edge.workload.Trust;
import portolan.edge.workload.UntrustedToken;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.oci.ProjectName;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.trust.ExchangeToken;
import portolan.language.trust.FindTrustRules;
import portolan.language.trust.ResolveWorkload;
import portolan.language.trust.TrustRuleDetails;
import portolan.language.trust.WorkloadAccount;
import reactor.core.publisher.Mono;

/// Lets workloads in whose token a rule of a project trusts; of several rules, by the oldest.
public final class WorkloadAdmission {
  private final IdentityTokens identities;
  private final Queries queries;
  private final Commands commands;
  private final Clock clock;

  public WorkloadAdmission(
      IdentityTokens identities, Queries queries, Commands commands, Clock clock) {
    this.identities = identities;
    this.queries = queries;
    this.commands = commands;
    this.clock = clock;
  }

  /// The workload, and what it may do from now on.
  ///
  /// Fails with [UntrustedToken].
  Mono<WorkloadAccount> admit(String token, ProjectName project, Caller nobody) {
    return identities
        .verified(token)
        .flatMap(genuine ->
            rule(genuine, project)
                .flatMap(rule -> commands.send(exchange(rule, genuine, project), nobody)))
        .flatMap(id -> queries.ask(new ResolveWorkload(id)))
        .onErrorMap(RefusedException.class, WorkloadAdmission::meanwhile)
        .flatMap(Mono::justOrEmpty)
        .switchIfEmpty(Mono.error(() -> new UntrustedToken("no rule trusts it")));
  }

  /// A rule that was changed or deleted meanwhile trusts nobody.
  private static Throwable meanwhile(RefusedException e) {
    return e.refusal() instanceof Refusal.TrustRuleUnknown
        ? new UntrustedToken("the rule was changed meanwhile")
        : e;
  }

  private Mono<TrustRuleDetails> rule(IdentityToken token, ProjectName project) {
    return queries
        .ask(new ResolveProject(project))
        .flatMap(Mono::justOrEmpty)
        .flatMap(found ->
            queries.ask(new FindTrustRules(found.id(), Criteria.NONE, List.of(), PageRequest.ALL)))
        .flatMap(rules ->
            Mono.justOrEmpty(
                rules.items().stream()
                    .filter(rule -> Trust.given(rule.spec(), token))
                    .findFirst()));
  }

  private ExchangeToken exchange(TrustRuleDetails rule, IdentityToken token, ProjectName project) {
    var ends = clock.instant().plusSeconds(rule.spec().lifetimeSeconds());
    return new ExchangeToken(rule.id(), rule.revision(), project, token.json(), ends);
  }
}
