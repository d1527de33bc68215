package portolan.command.artifact;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.ArtifactPushedAgain;
import portolan.language.artifact.ArtifactUnlabelled;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.event.Event;
import portolan.language.label.LabelId;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;

/// A digest in a repository: here or not, and the labels on it.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Artifact {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean here;
  private Set<Integer> labels = new HashSet<>();

  public Artifact() {}

  /// As far as a push needs to know it.
  static Artifact known(boolean here, ArtifactId id) {
    var artifact = new Artifact();
    artifact.here = here;
    artifact.id = id.value();
    return artifact;
  }

  /// A push always leaves an event.
  ///
  /// @param late blobs that an artifact which is here does not keep yet
  List<Event> decidePush(
      RepositoryRef repository,
      Manifest manifest,
      List<Blob> late,
      Optional<TagName> tag,
      ArtifactId drawn) {
    return here
        ? List.of(pushedAgain(repository, manifest.digest(), late, tag))
        : List.of(
            new ArtifactPushed(
                drawn,
                repository.project(),
                repository.id(),
                repository.name(),
                manifest,
                tag.orElse(null)));
  }

  private Event pushedAgain(
      RepositoryRef repository, Digest digest, List<Blob> late, Optional<TagName> tag) {
    var artifact = new ArtifactId(id);
    var project = repository.project();
    return late.isEmpty()
        ? new ArtifactPushedAgain(artifact, project, repository.id(), digest, tag.orElse(null))
        : new ArtifactCompleted(artifact, project, repository.id(), digest, tag.orElse(null), late);
  }

  /// @param blobs what goes with it, its manifest included
  List<ArtifactDeleted> decideDeletion(
      RepositoryRef repository, Digest digest, List<Digest> blobs) {
    requireHere(digest);
    return List.of(
        new ArtifactDeleted(
            new ArtifactId(id),
            repository.project(),
            repository.id(),
            repository.name(),
            digest,
            blobs));
  }

  List<ArtifactLabelled> decideLabel(RepositoryRef repository, Digest digest, LabelId label) {
    requireHere(digest);
    if (labels.contains(label.value())) {
      throw new Refusal.LabelAttached(label.value(), id).asException();
    }
    return List.of(
        new ArtifactLabelled(
            new ArtifactId(id), repository.project(), repository.id(), digest, label));
  }

  List<ArtifactUnlabelled> decideUnlabel(RepositoryRef repository, Digest digest, LabelId label) {
    requireHere(digest);
    if (!labels.contains(label.value())) {
      throw new Refusal.LabelNotAttached(label.value(), id).asException();
    }
    return List.of(
        new ArtifactUnlabelled(
            new ArtifactId(id), repository.project(), repository.id(), digest, label));
  }

  @EventSourcingHandler
  void on(ArtifactPushed pushed) {
    stream = StreamNames.of(pushed.repository(), pushed.manifest().digest());
    id = pushed.artifact().value();
    here = true;
  }

  @EventSourcingHandler
  void on(ArtifactDeleted deleted) {
    here = false;
    labels.clear();
  }

  @EventSourcingHandler
  void on(ArtifactLabelled labelled) {
    labels.add(labelled.label().value());
  }

  @EventSourcingHandler
  void on(ArtifactUnlabelled unlabelled) {
    labels.remove(unlabelled.label().value());
  }

  private void requireHere(Digest digest) {
    if (!here) {
      throw new Refusal.ArtifactUnknown(digest.value()).asException();
    }
  }
}
