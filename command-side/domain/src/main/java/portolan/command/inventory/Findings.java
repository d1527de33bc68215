package portolan.command.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portolan.command.inventory.Inventory.TagEntry;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;

/// What a push found.
///
/// @param repository empty before the first push
/// @param artifact its number, a fresh one when it is not here
/// @param artifactKnown whether its stream has begun
/// @param artifactHere whether it is here now
/// @param tag empty when the push names none
/// @param sizes true sizes in bytes of the manifest's blobs that the repository has
/// @param kept what the artifact that is here keeps
/// @param children those of the index's children that the repository has
/// @param nesting how many indexes lie one in the other below this manifest, 0 without any
public record Findings(
    Optional<RepositoryId> repository,
    ArtifactId artifact,
    boolean artifactKnown,
    boolean artifactHere,
    Optional<TagEntry> tag,
    Map<Digest, Long> sizes,
    Set<Digest> kept,
    Set<Digest> children,
    int nesting) {
  /// Whoever walks a tree of indexes, now or later, never goes deeper.
  private static final int DEEPEST = 8;

  /// What the manifest refers to and the repository does not have. When the artifact is here
  /// already, what it needs stays as long as it does, and only its bytes can be lost.
  ///
  /// @param lost blobs whose bytes are gone
  public List<Digest> missing(Manifest manifest, Set<Digest> lost) {
    var missing = new ArrayList<Digest>();
    manifest.blobs().stream()
        .filter(blob -> !blob.mayBeElsewhere() && (lacks(blob) || lost.contains(blob.digest())))
        .map(Blob::digest)
        .forEach(missing::add);
    if (artifactHere) {
      return List.copyOf(missing);
    }
    manifest.children().stream()
        .map(child -> child.digest())
        .filter(digest -> !children.contains(digest))
        .distinct()
        .forEach(missing::add);
    return List.copyOf(missing);
  }

  private boolean lacks(Blob blob) {
    return !artifactHere && !sizes.containsKey(blob.digest());
  }

  /// How deep the manifest is: 0 when it lists none, 1 for an index of images.
  ///
  /// @throws portolan.language.refusal.RefusedException `ManifestInvalid` past 8
  public int depth(Manifest manifest) {
    int depth = manifest.children().isEmpty() ? 0 : nesting + 1;
    if (depth > DEEPEST && !artifactHere) {
      throw new Refusal.ManifestInvalid(
              "indexes may lie %d deep in each other, this one would be %d"
                  .formatted(DEEPEST, depth))
          .asException();
    }
    return depth;
  }

  /// What an artifact that is here does not keep though it is here by now: foreign layers that came
  /// after it.
  ///
  /// @param corrected the manifest, see [#corrected(Manifest)]
  public List<Blob> late(Manifest corrected) {
    return artifactHere
        ? corrected.blobs().stream().filter(blob -> !kept.contains(blob.digest())).toList()
        : List.of();
  }

  /// The manifest with the sizes that its blobs really have: what a client claims is not counted.
  /// Foreign layers are kept where they are here, and left out where they are not.
  public Manifest corrected(Manifest manifest) {
    return new Manifest(
        manifest.digest(),
        manifest.mediaType(),
        manifest.size(),
        manifest.artifactType(),
        manifest.configMediaType(),
        manifest.blobs().stream()
            .filter(blob -> !blob.mayBeElsewhere() || sizes.containsKey(blob.digest()))
            .map(this::corrected)
            .toList(),
        manifest.children(),
        manifest.subject(),
        manifest.annotations(),
        manifest.attributes(),
        manifest.icon());
  }

  private Blob corrected(Blob blob) {
    return new Blob(
        blob.digest(), sizes.getOrDefault(blob.digest(), blob.size()), blob.mediaType());
  }
}
