package portolan.command.repository;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.StorageLedger;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;
import portolan.language.repository.ClearRepository;
import portolan.language.repository.Cleared;
import portolan.language.repository.DeleteRepository;
import portolan.language.repository.DescribeRepository;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Describes repositories and deletes them with all they hold.
public final class RepositoryCare {
  /// Tags and artifacts that one transaction removes: about a second, in which nobody pushes to the
  /// project.
  private static final int AT_ONCE = 1_000;

  /// The same once nobody waits: so few that pushes elsewhere are not held up, whose readers follow
  /// the log in order.
  private static final int STEP = 200;

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
    clearance.requireClearable(self);
    boolean whole = clearance.clear(self, AT_ONCE);
    repositories.change(
        StreamNames.of(self.id()),
        unknown(self.id()),
        repository -> repository.decideDeletion(self));
    if (whole) {
      names.release(self.id());
    } else {
      names.close(self.id());
    }
    return Done.DONE;
  }

  /// Goes on with a repository that was too large to go in one transaction.
  @CommandHandler
  Cleared clear(ClearRepository clear) {
    var self =
        names.findClosed(clear.repository()).orElseThrow(unknown(clear.repository())::asException);
    if (!ledger.closeForRemoval(self.project())) {
      throw unknown(self.id()).asException();
    }
    boolean whole = clearance.clear(self, STEP);
    if (whole) {
      repositories.change(
          StreamNames.of(self.id()), unknown(self.id()), repository -> repository.decideEnd(self));
      names.release(self.id());
    }
    return new Cleared(whole);
  }

  private RepositoryRef find(RepositoryId repository) {
    return names.find(repository).orElseThrow(() -> unknown(repository).asException());
  }

  private static Refusal unknown(RepositoryId repository) {
    return new Refusal.RepositoryUnknown(repository.toString());
  }
}
