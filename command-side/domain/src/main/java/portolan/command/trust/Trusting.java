package portolan.command.trust;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.access.Actor;
import portolan.language.message.Done;
import portolan.language.privacy.Vault;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.trust.ChangeTrustRule;
import portolan.language.trust.CreateTrustRule;
import portolan.language.trust.DeleteTrustRule;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.ExchangeToken;
import portolan.language.trust.TrustRuleId;

/// Makes, changes and deletes the trust rules of projects, and exchanges tokens by them.
public final class Trusting {
  private static final int MOST_RULES = 100;

  private final Streams<TrustRule> streams;
  private final Streams<Exchange> exchanges;
  private final TrustRules rules;
  private final StorageLedger ledger;
  private final Vault vault;
  private final Numbers numbers;

  public Trusting(
      Streams<TrustRule> streams,
      Streams<Exchange> exchanges,
      TrustRules rules,
      StorageLedger ledger,
      Vault vault,
      Numbers numbers) {
    this.streams = streams;
    this.exchanges = exchanges;
    this.rules = rules;
    this.ledger = ledger;
    this.vault = vault;
    this.numbers = numbers;
  }

  @CommandHandler
  TrustRuleId create(CreateTrustRule create) {
    var project = create.project();
    if (ledger.openForAdding(project).isEmpty()) {
      throw new Refusal.ProjectUnknown(project.toString()).asException();
    }
    if (rules.of(project).size() >= MOST_RULES) {
      throw new Refusal.ParameterInvalid("rule", "a project has at most " + MOST_RULES + " rules")
          .asException();
    }
    var id = new TrustRuleId(numbers.next(Numbers.Kind.TRUST_RULE));
    streams.begin(rule -> rule.decideCreation(id, project, create.spec()));
    if (!rules.reserve(id, project, create.spec())) {
      throw new Refusal.NameTaken("trust rule", create.spec().name()).asException();
    }
    return id;
  }

  @CommandHandler
  Done change(ChangeTrustRule change) {
    var changed =
        streams.change(
            StreamNames.of(change.rule()),
            unknown(change.rule()),
            rule -> rule.decideChange(change.spec()));
    if (!changed.isEmpty()) {
      rules.revise(change.rule(), change.spec());
    }
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteTrustRule delete) {
    end(delete.rule());
    return Done.DONE;
  }

  @CommandHandler
  ExchangeId exchange(ExchangeToken exchange) {
    var rule =
        rules
            .hold(exchange.rule())
            .filter(held -> held.revision() == exchange.revision())
            .orElseThrow(() -> unknown(exchange.rule()).asException());
    var id = new ExchangeId(numbers.next(Numbers.Kind.EXCHANGE));
    var claims = vault.seal(Actor.workload(id.value()).person(), exchange.claims());
    exchanges.begin(blank -> blank.decide(id, rule, exchange, claims));
    return id;
  }

  /// Ends the rules of a project, which is held alone.
  public void endAllOf(ProjectId project) {
    rules.of(project).forEach(this::end);
  }

  private void end(TrustRuleId id) {
    streams.change(StreamNames.of(id), unknown(id), TrustRule::decideDeletion);
    rules.release(id);
  }

  private static Refusal unknown(TrustRuleId id) {
    return new Refusal.TrustRuleUnknown(id.value());
  }
}
