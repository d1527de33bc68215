package portolan.command.repository;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.quota.ProjectStorage;
import portolan.command.quota.StorageLedger;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;
import portolan.language.repository.ReleaseBlob;

/// Gives up uploads that nothing uses. Told in the stream of the project's storage, since the
/// repository may not exist yet.
public final class BlobRelease {
  private final Streams<ProjectStorage> storages;
  private final StorageLedger ledger;
  private final Holdings holdings;

  public BlobRelease(Streams<ProjectStorage> storages, StorageLedger ledger, Holdings holdings) {
    this.storages = storages;
    this.ledger = ledger;
    this.holdings = holdings;
  }

  @CommandHandler
  Done release(ReleaseBlob release) {
    var unknown = new Refusal.BlobUnknown(release.digest());
    if (!ledger.closeForRemoval(release.project())) {
      throw new Refusal.ProjectUnknown(release.project().toString()).asException();
    }
    refuseWhenUsed(release);
    if (!holdings.release(release.project(), release.repository(), release.digest())) {
      throw unknown.asException();
    }
    storages.change(
        StreamNames.storageOf(release.project()),
        unknown,
        storage -> storage.decideRelease(release));
    return Done.DONE;
  }

  private void refuseWhenUsed(ReleaseBlob release) {
    holdings
        .user(release.project(), release.repository(), release.digest())
        .ifPresent(by -> {
          throw new Refusal.BlobInUse(release.digest(), by).asException();
        });
  }
}
