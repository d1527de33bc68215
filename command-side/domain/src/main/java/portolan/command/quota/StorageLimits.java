package portolan.command.quota;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.language.message.Done;
import portolan.language.quota.SetStorageLimit;
import portolan.language.refusal.Refusal;

/// Sets what projects may keep.
public final class StorageLimits {
  private final Streams<ProjectStorage> storages;
  private final StorageLedger ledger;

  public StorageLimits(Streams<ProjectStorage> storages, StorageLedger ledger) {
    this.storages = storages;
    this.ledger = ledger;
  }

  @CommandHandler
  Done set(SetStorageLimit set) {
    var unknown = new Refusal.QuotaUnknown(set.project().value());
    if (!ledger.closeForRemoval(set.project())) {
      throw unknown.asException();
    }
    storages.change(
        StreamNames.storageOf(set.project()),
        unknown,
        storage -> storage.decideLimit(set.project(), set.limit()));
    ledger.limit(set.project(), set.limit());
    return Done.DONE;
  }
}
