package portolan.command.artifact;

import java.util.ArrayDeque;
import java.util.HashSet;
import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.inventory.Inventory;
import portolan.command.inventory.Inventory.Removed;
import portolan.command.quota.StorageLedger;
import portolan.command.repository.Clearance;
import portolan.command.repository.RepositoryNames;
import portolan.command.tag.Tagging;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.immutable.TagRules;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Deletes artifacts with what hangs on them: tags, untagged children that no other index lists,
/// and what refers to them as subject. Takes time linear in what goes.
public final class Demolition implements Clearance {
  private final Streams<Artifact> artifacts;
  private final Tagging tagging;
  private final RepositoryNames names;
  private final Inventory inventory;
  private final StorageLedger ledger;

  public Demolition(
      Streams<Artifact> artifacts,
      Tagging tagging,
      RepositoryNames names,
      Inventory inventory,
      StorageLedger ledger) {
    this.artifacts = artifacts;
    this.tagging = tagging;
    this.names = names;
    this.inventory = inventory;
    this.ledger = ledger;
  }

  @CommandHandler
  Done delete(DeleteArtifact delete) {
    var repository = names.find(delete.repository()).orElseThrow(() -> unknown(delete));
    if (!ledger.closeForRemoval(repository.project())) {
      throw unknown(delete);
    }
    refuseWhenListed(repository.id(), delete.digest());
    removeWithDependants(repository, delete.digest());
    return Done.DONE;
  }

  @Override
  public void requireClearable(RepositoryRef repository) {
    var rules = tagging.rulesOf(repository);
    if (!rules.rules().isEmpty()) {
      inventory
          .tags(repository.id(), Integer.MAX_VALUE)
          .forEach(tag -> tagging.requireUnprotected(repository, tag, rules));
    }
  }

  @Override
  public boolean clear(RepositoryRef repository, int most) {
    var tags = inventory.tags(repository.id(), most);
    tags.forEach(tag -> tagging.removeWithArtifact(repository, tag, TagRules.NONE));
    int room = most - tags.size();
    if (room == 0) {
      return false;
    }
    var removed = inventory.takeSome(repository, room);
    removed.forEach(one -> tell(repository, one));
    if (removed.size() == room) {
      return false;
    }
    inventory.forget(repository.id());
    return true;
  }

  private void removeWithDependants(RepositoryRef repository, Digest root) {
    var rules = tagging.rulesOf(repository);
    var doomed = new ArrayDeque<Digest>();
    var seen = new HashSet<Digest>();
    doomed.add(root);
    while (!doomed.isEmpty()) {
      var digest = doomed.remove();
      if (seen.add(digest)) {
        var removed = remove(repository, digest, rules);
        doomed.addAll(inventory.orphans(repository.id(), removed.children()));
        doomed.addAll(inventory.referrers(repository.id(), digest));
      }
    }
  }

  private Removed remove(RepositoryRef repository, Digest digest, TagRules rules) {
    inventory
        .tagsOf(repository.id(), digest)
        .forEach(tag -> tagging.removeWithArtifact(repository, tag, rules));
    var removed =
        inventory
            .take(repository, digest)
            .orElseThrow(() -> new Refusal.ArtifactUnknown(digest.value()).asException());
    tell(repository, removed);
    return removed;
  }

  private void tell(RepositoryRef repository, Removed removed) {
    artifacts.change(
        StreamNames.of(repository.id(), removed.digest()),
        new Refusal.ArtifactUnknown(removed.digest().value()),
        artifact -> artifact.decideDeletion(repository, removed.digest(), removed.blobs()));
  }

  private void refuseWhenListed(RepositoryId repository, Digest digest) {
    inventory
        .listedBy(repository, digest)
        .ifPresent(by -> {
          throw new Refusal.ArtifactInUse(digest, by).asException();
        });
  }

  private static RuntimeException unknown(DeleteArtifact delete) {
    return new Refusal.RepositoryUnknown(delete.repository().toString()).asException();
  }
}
