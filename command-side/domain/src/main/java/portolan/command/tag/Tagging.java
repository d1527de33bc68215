package portolan.command.tag;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.immutable.ImmutableRules;
import portolan.command.inventory.Inventory;
import portolan.command.inventory.Inventory.TagEntry;
import portolan.command.quota.StorageLedger;
import portolan.command.repository.RepositoryNames;
import portolan.language.immutable.TagRules;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.CreateTag;
import portolan.language.tag.DeleteTag;
import portolan.language.tag.Occasion;
import portolan.language.tag.TagId;

/// Attaches, moves and takes away tags, as far as the rules of their project let it.
public final class Tagging {
  private final Streams<Tag> tags;
  private final RepositoryNames names;
  private final Inventory inventory;
  private final StorageLedger ledger;
  private final ImmutableRules rules;

  public Tagging(
      Streams<Tag> tags,
      RepositoryNames names,
      Inventory inventory,
      StorageLedger ledger,
      ImmutableRules rules) {
    this.tags = tags;
    this.names = names;
    this.inventory = inventory;
    this.ledger = ledger;
    this.rules = rules;
  }

  @CommandHandler
  TagId create(CreateTag create) {
    var repository = open(create.repository());
    if (!inventory.holds(repository.id(), create.digest())) {
      throw new Refusal.ArtifactUnknown(create.digest().value()).asException();
    }
    var entry = inventory.tag(repository.id(), create.tag());
    tags.extend(
        entry.known(),
        StreamNames.of(repository.id(), create.tag()),
        new Refusal.TagUnknown(create.tag()),
        Tag.known(entry),
        tag -> tag.decideCreation(repository, create.tag(), entry.id(), create.digest()));
    inventory.point(repository.id(), create.tag(), entry.id(), create.digest());
    return entry.id();
  }

  @CommandHandler
  Done delete(DeleteTag delete) {
    var repository = open(delete.repository());
    remove(repository, delete.tag(), rulesOf(repository), null);
    return Done.DONE;
  }

  /// What protects tags of a repository, whose project is held.
  public TagRules rulesOf(RepositoryRef repository) {
    return rules.inForce(repository.project());
  }

  /// Refuses a push over a tag that is protected, also of what it points at already.
  public void requireFree(RepositoryRef repository, TagName name, TagEntry entry) {
    if (entry.target().isPresent() && rulesOf(repository).protect(repository.name(), name)) {
      throw new Refusal.TagImmutable(repository.name(), name).asException();
    }
  }

  /// Points a tag at an artifact that is pushed; nothing happens when it does already.
  public void move(RepositoryRef repository, TagName name, TagEntry entry, Digest to) {
    if (entry.target().filter(to::equals).isPresent()) {
      return;
    }
    tags.extend(
        entry.known(),
        StreamNames.of(repository.id(), name),
        new Refusal.TagUnknown(name),
        Tag.known(entry),
        tag -> tag.decidePush(repository, name, entry.id(), to));
    inventory.point(repository.id(), name, entry.id(), to);
  }

  /// Takes a tag away because what it points at goes, unless a rule protects it.
  public void removeWithArtifact(RepositoryRef repository, TagName name, TagRules protecting) {
    remove(repository, name, protecting, Occasion.DELETION);
  }

  private void remove(
      RepositoryRef repository, TagName name, TagRules protecting, @Nullable Occasion occasion) {
    requireUnprotected(repository, name, protecting);
    var entry = inventory.tag(repository.id(), name);
    tags.extend(
        entry.known(),
        StreamNames.of(repository.id(), name),
        new Refusal.TagUnknown(name),
        Tag.known(entry),
        tag -> tag.decideRemoval(repository, name, occasion));
    inventory.unpoint(repository.id(), name);
  }

  /// Refuses what would take away a tag that a rule protects.
  public void requireUnprotected(RepositoryRef repository, TagName name, TagRules protecting) {
    if (protecting.protect(repository.name(), name)) {
      throw new Refusal.TagProtected(name).asException();
    }
  }

  private RepositoryRef open(RepositoryId id) {
    var unknown = new Refusal.RepositoryUnknown(id.toString());
    var repository = names.find(id).orElseThrow(unknown::asException);
    if (ledger.openForAdding(repository.project()).isEmpty()) {
      throw unknown.asException();
    }
    return repository;
  }
}
