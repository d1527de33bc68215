package portolan.command.artifact;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.inventory.Findings;
import portolan.command.inventory.Inventory;
import portolan.command.quota.Allowance;
import portolan.command.quota.StorageLedger;
import portolan.command.repository.Repository;
import portolan.command.repository.RepositoryNames;
import portolan.command.tag.Tagging;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.artifact.PushedArtifact;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Puts manifests into repositories: one command, one transaction over the streams that it touches.
public final class Pushing {
  private final Streams<Repository> repositories;
  private final Streams<Artifact> artifacts;
  private final Tagging tagging;
  private final RepositoryNames names;
  private final Inventory inventory;
  private final StorageLedger ledger;
  private final Numbers numbers;

  public Pushing(
      Streams<Repository> repositories,
      Streams<Artifact> artifacts,
      Tagging tagging,
      RepositoryNames names,
      Inventory inventory,
      StorageLedger ledger,
      Numbers numbers) {
    this.repositories = repositories;
    this.artifacts = artifacts;
    this.tagging = tagging;
    this.names = names;
    this.inventory = inventory;
    this.ledger = ledger;
    this.numbers = numbers;
  }

  @CommandHandler
  PushedArtifact push(PushArtifact push) {
    var opening = inventory.open(push).orElseThrow(() -> unknown(push));
    var allowance = opening.allowance();
    var found = opening.findings();
    requireParts(push, found);
    int depth = found.depth(push.manifest());
    if (found.repository().isPresent()) {
      return put(push, found, depth, allowance, reference(push, found.repository().get()));
    }
    var made = reference(push, new RepositoryId(numbers.next(Numbers.Kind.REPOSITORY)));
    if (!names.reserve(made)) {
      return push(push);
    }
    repositories.begin(repository -> repository.decideCreation(made));
    return put(push, found, depth, allowance, made);
  }

  private PushedArtifact put(
      PushArtifact push, Findings found, int depth, Allowance allowance, RepositoryRef repository) {
    found
        .tag()
        .ifPresent(entry -> tagging.requireFree(repository, push.tag().orElseThrow(), entry));
    var manifest = found.corrected(push.manifest());
    var late = found.late(manifest);
    if (!found.artifactHere()) {
      charge(push.project(), counted(manifest), allowance);
      inventory.put(repository, found.artifact(), manifest, counted(manifest), depth);
    } else if (!late.isEmpty()) {
      charge(push.project(), late, allowance);
      inventory.complete(repository, manifest.digest(), late);
    }
    artifacts.extend(
        found.artifactKnown(),
        StreamNames.of(repository.id(), manifest.digest()),
        new Refusal.ArtifactUnknown(manifest.digest().value()),
        Artifact.known(found.artifactHere(), found.artifact()),
        artifact -> artifact.decidePush(repository, manifest, late, push.tag(), found.artifact()));
    found
        .tag()
        .ifPresent(
            entry -> tagging.move(repository, push.tag().orElseThrow(), entry, manifest.digest()));
    return new PushedArtifact(repository.id(), found.artifact());
  }

  private void charge(ProjectId project, List<Blob> blobs, Allowance allowance) {
    if (allowance.limited()) {
      long requested = ledger.additional(project, blobs);
      allowance.require(requested);
      ledger.use(project, requested);
    }
  }

  private static void requireParts(PushArtifact push, Findings found) {
    var missing = found.missing(push.manifest(), push.lost());
    if (!missing.isEmpty()) {
      throw new Refusal.ManifestBlobsUnknown(push.repository(), missing).asException();
    }
  }

  /// What the project's account counts: each blob once, the manifest too.
  private static List<Blob> counted(Manifest manifest) {
    var own = new Blob(manifest.digest(), manifest.size(), manifest.mediaType());
    return Stream.concat(
            Stream.of(own),
            manifest.blobs().stream().filter(blob -> !blob.digest().equals(manifest.digest())))
        .toList();
  }

  private static RepositoryRef reference(PushArtifact push, RepositoryId id) {
    return new RepositoryRef(id, push.project(), push.repository());
  }

  private static RuntimeException unknown(PushArtifact push) {
    return new Refusal.ProjectUnknown(push.repository().project().value()).asException();
  }
}
