package portolan.command.label;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.label.ChangeLabel;
import portolan.language.label.CreateLabel;
import portolan.language.label.DeleteLabel;
import portolan.language.label.LabelId;
import portolan.language.message.Done;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// Makes, changes and deletes labels; those of a project go with it.
public final class LabelCare {
  private final Streams<Label> labels;
  private final LabelNames names;
  private final StorageLedger ledger;
  private final Numbers numbers;

  public LabelCare(Streams<Label> labels, LabelNames names, StorageLedger ledger, Numbers numbers) {
    this.labels = labels;
    this.names = names;
    this.ledger = ledger;
    this.numbers = numbers;
  }

  @CommandHandler
  LabelId create(CreateLabel create) {
    create.project().ifPresent(this::hold);
    var id = new LabelId(numbers.next(Numbers.Kind.LABEL));
    labels.begin(label -> label.decideCreation(create, id));
    if (!names.reserve(id, create.project(), create.spec().name())) {
      throw taken(create.spec().name());
    }
    return id;
  }

  @CommandHandler
  Done change(ChangeLabel change) {
    var name = change.spec().name();
    labels.change(
        StreamNames.of(change.label()),
        unknown(change.label()),
        label -> label.decideChange(change.spec()));
    if (!names.rename(change.label(), name)) {
      throw taken(name);
    }
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteLabel delete) {
    end(delete.label());
    return Done.DONE;
  }

  /// Deletes the labels of a project, which is held alone.
  public void endAllOf(ProjectId project) {
    names.of(project).forEach(this::end);
  }

  private void end(LabelId label) {
    names.release(label);
    labels.change(StreamNames.of(label), unknown(label), Label::decideDeletion);
  }

  /// The project must not end while a label is made in it.
  private void hold(ProjectId project) {
    if (ledger.openForAdding(project).isEmpty()) {
      throw new Refusal.ProjectUnknown(project.toString()).asException();
    }
  }

  private static RuntimeException taken(String name) {
    return new Refusal.NameTaken("label", name).asException();
  }

  private static Refusal unknown(LabelId label) {
    return new Refusal.LabelUnknown(label.value());
  }
}
