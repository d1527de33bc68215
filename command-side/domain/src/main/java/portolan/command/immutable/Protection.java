package portolan.command.immutable;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.immutable.ChangeImmutableRule;
import portolan.language.immutable.CreateImmutableRule;
import portolan.language.immutable.DeleteImmutableRule;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// Makes, changes and deletes the rules of projects.
public final class Protection {
  /// Every push over a tag reads all rules of its project.
  private static final int MOST_RULES = 100;

  private final Streams<ImmutableRule> streams;
  private final ImmutableRules rules;
  private final StorageLedger ledger;
  private final Numbers numbers;

  public Protection(
      Streams<ImmutableRule> streams, ImmutableRules rules, StorageLedger ledger, Numbers numbers) {
    this.streams = streams;
    this.rules = rules;
    this.ledger = ledger;
    this.numbers = numbers;
  }

  @CommandHandler
  ImmutableRuleId create(CreateImmutableRule create) {
    hold(create.project());
    if (rules.of(create.project()).size() >= MOST_RULES) {
      throw new Refusal.ParameterInvalid("rule", "a project has at most " + MOST_RULES + " rules")
          .asException();
    }
    var id = new ImmutableRuleId(numbers.next(Numbers.Kind.IMMUTABLE_RULE));
    streams.begin(rule -> rule.decideCreation(id, create.project(), create.spec()));
    put(id, create.project(), create.spec());
    return id;
  }

  @CommandHandler
  Done change(ChangeImmutableRule change) {
    var project = home(change.rule());
    streams.change(
        StreamNames.of(change.rule()),
        unknown(change.rule()),
        rule -> rule.decideChange(change.spec()));
    put(change.rule(), project, change.spec());
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteImmutableRule delete) {
    home(delete.rule());
    end(delete.rule());
    return Done.DONE;
  }

  /// Deletes the rules of a project, which is held alone.
  public void endAllOf(ProjectId project) {
    rules.of(project).forEach(this::end);
  }

  private void end(ImmutableRuleId id) {
    streams.change(StreamNames.of(id), unknown(id), ImmutableRule::decideDeletion);
    rules.remove(id);
  }

  private void put(ImmutableRuleId id, ProjectId project, ImmutableRuleSpec spec) {
    if (!rules.put(id, project, spec)) {
      throw new Refusal.ImmutableRuleExists().asException();
    }
  }

  private ProjectId home(ImmutableRuleId id) {
    var project = rules.project(id).orElseThrow(() -> unknown(id).asException());
    hold(project);
    return project;
  }

  /// Whoever decides by the rules is through before they change.
  private void hold(ProjectId project) {
    if (!ledger.closeForRemoval(project)) {
      throw new Refusal.ProjectUnknown(project.toString()).asException();
    }
  }

  private static Refusal unknown(ImmutableRuleId id) {
    return new Refusal.ImmutableRuleUnknown(id.value());
  }
}
