package portolan.command.inventory;

import java.util.List;
import java.util.Optional;
import portolan.command.quota.Allowance;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.TagId;

/// What the repositories of the registry hold at this moment, kept in the transaction of the
/// command that changes it.
public interface Inventory {

  /// Holds the project for adding, as [StorageLedger#openForAdding] does, and finds all that a push
  /// needs to know; the artifact and the tag are held until the transaction ends. Empty when there
  /// is no such project.
  Optional<Opening> open(PushArtifact push);

  /// Whether an artifact is here.
  boolean holds(RepositoryId repository, Digest digest);

  /// Where a tag stands; held until the transaction ends.
  TagEntry tag(RepositoryId repository, TagName tag);

  /// Puts an artifact in, and counts its blobs for the project.
  ///
  /// @param counted manifest, config and layers with true sizes, one entry a digest
  /// @param depth how many indexes lie one in the other here, this one included
  void put(
      RepositoryRef repository,
      ArtifactId artifact,
      Manifest manifest,
      List<Blob> counted,
      int depth);

  /// Has an artifact that is here keep more blobs, and counts them for the project.
  ///
  /// @param late with true sizes, one entry a digest
  void complete(RepositoryRef repository, Digest digest, List<Blob> late);

  void point(RepositoryId repository, TagName tag, TagId id, Digest to);

  void unpoint(RepositoryId repository, TagName tag);

  /// The tags that point at an artifact now.
  List<TagName> tagsOf(RepositoryId repository, Digest digest);

  /// An index that lists the artifact.
  Optional<Digest> listedBy(RepositoryId repository, Digest digest);

  /// Takes an artifact out, and its blobs from the project's account. Empty when it is not here.
  Optional<Removed> take(RepositoryRef repository, Digest digest);

  /// Those of some artifacts that are here, untagged and listed by no index.
  List<Digest> orphans(RepositoryId repository, List<Digest> candidates);

  /// Artifacts with this subject that are listed by no index.
  List<Digest> referrers(RepositoryId repository, Digest subject);

  /// Tags that point somewhere.
  List<TagName> tags(RepositoryId repository, int most);

  /// Takes out artifacts of a repository that ends, and tells what they were.
  List<Removed> takeSome(RepositoryRef repository, int most);

  /// Forgets what a repository has been through, which has nothing left and has ended.
  void forget(RepositoryId repository);

  /// What a push found and how much it may add.
  record Opening(Allowance allowance, Findings findings) {}

  /// What was taken out.
  ///
  /// @param blobs what it kept alive, its manifest included
  /// @param children the manifests that it listed
  record Removed(Digest digest, List<Digest> blobs, List<Digest> children) {}

  /// Where a tag stands.
  ///
  /// @param id its number, a fresh one when it points nowhere
  /// @param known whether its stream has begun
  record TagEntry(TagId id, boolean known, Optional<Digest> target) {}
}
