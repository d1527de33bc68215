package portolan.command.repository;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;
import portolan.language.repository.DeleteRepository;
import portolan.language.repository.DescribeRepository;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Describes repositories and deletes them with all they hold.
public final class RepositoryCare {
  private final Streams<Repository> repositories;
  private final RepositoryNames names;
  private final StorageLedger ledger;
  private final Clearance clearance;

  public RepositoryCare(
      Streams<Repository> repositories,
      RepositoryNames names,
      StorageLedger ledger,
      Clearance clearance) {
    this.repositories = repositories;
    this.names = names;
    this.ledger = ledger;
    this.clearance = clearance;
  }

  @CommandHandler
  Done describe(DescribeRepository describe) {
    var self = find(describe.repository());
    repositories.change(
        StreamNames.of(self.id()),
        unknown(self.id()),
        repository -> repository.decideDescription(self, describe.description()));
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteRepository delete) {
    var self = find(delete.repository());
    if (!ledger.closeForRemoval(self.project())) {
      throw unknown(self.id()).asException();
    }
    clearance.clear(self);
    repositories.change(
        StreamNames.of(self.id()),
        unknown(self.id()),
        repository -> repository.decideDeletion(self));
    names.release(self.id());
    return Done.DONE;
  }

  private RepositoryRef find(RepositoryId repository) {
    return names.find(repository).orElseThrow(() -> unknown(repository).asException());
  }

  private static Refusal unknown(RepositoryId repository) {
    return new Refusal.RepositoryUnknown(repository.toString());
  }
}
