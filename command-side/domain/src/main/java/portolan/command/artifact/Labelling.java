package portolan.command.artifact;

import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.label.LabelNames;
import portolan.command.quota.StorageLedger;
import portolan.command.repository.RepositoryNames;
import portolan.language.artifact.AddLabel;
import portolan.language.artifact.RemoveLabel;
import portolan.language.event.Event;
import portolan.language.label.LabelId;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Puts labels on artifacts and takes them off.
public final class Labelling {
  private final Streams<Artifact> artifacts;
  private final RepositoryNames repositories;
  private final LabelNames labels;
  private final StorageLedger ledger;

  public Labelling(
      Streams<Artifact> artifacts,
      RepositoryNames repositories,
      LabelNames labels,
      StorageLedger ledger) {
    this.artifacts = artifacts;
    this.repositories = repositories;
    this.labels = labels;
    this.ledger = ledger;
  }

  @CommandHandler
  Done add(AddLabel add) {
    var repository = open(add.repository(), add.label());
    return change(
        repository,
        add.digest(),
        artifact -> artifact.decideLabel(repository, add.digest(), add.label()));
  }

  @CommandHandler
  Done remove(RemoveLabel remove) {
    var repository = open(remove.repository(), remove.label());
    return change(
        repository,
        remove.digest(),
        artifact -> artifact.decideUnlabel(repository, remove.digest(), remove.label()));
  }

  private <E extends Event> Done change(
      RepositoryRef repository, Digest digest, Function<Artifact, List<E>> decision) {
    artifacts.change(
        StreamNames.of(repository.id(), digest),
        new Refusal.ArtifactUnknown(digest.value()),
        decision);
    return Done.DONE;
  }

  private RepositoryRef open(RepositoryId id, LabelId label) {
    var unknown = new Refusal.RepositoryUnknown(id.toString());
    var repository = repositories.find(id).orElseThrow(unknown::asException);
    if (ledger.openForAdding(repository.project()).isEmpty()) {
      throw unknown.asException();
    }
    if (!labels.holdFor(repository.project(), label)) {
      throw new Refusal.LabelUnknown(label.value()).asException();
    }
    return repository;
  }
}
