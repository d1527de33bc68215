package portolan.command.allowlist;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.allowlist.SetCveAllowlist;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// Sets which vulnerabilities are accepted.
public final class Accepting {
  private final Streams<Allowlist> allowlists;
  private final AllowlistRegister register;
  private final StorageLedger ledger;

  public Accepting(
      Streams<Allowlist> allowlists, AllowlistRegister register, StorageLedger ledger) {
    this.allowlists = allowlists;
    this.register = register;
    this.ledger = ledger;
  }

  @CommandHandler
  Done set(SetCveAllowlist set) {
    set.project().ifPresent(this::hold);
    boolean known = !register.enter(set.project());
    allowlists.append(
        known,
        StreamNames.allowlistOf(set.project()),
        new Refusal.ProjectUnknown(set.project().map(ProjectId::toString).orElse("")),
        allowlist -> allowlist.decide(set));
    return Done.DONE;
  }

  /// The project must not end meanwhile.
  private void hold(ProjectId project) {
    if (ledger.openForAdding(project).isEmpty()) {
      throw new Refusal.ProjectUnknown(project.toString()).asException();
    }
  }
}
