package portolan.language.artifact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.label.LabelDetails;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.TagDetails;

/// All there is to say of an artifact.
///
/// @param type in Harbor's words: `IMAGE`, `CHART`…
/// @param configMediaType null for an index
/// @param size of the manifest and all that it keeps alive, of an index with its children, in bytes
/// @param attributes JSON object of what is worth showing of the config; null when there is none
/// @param pulledAt when it was pulled last; null when it never was
/// @param children what an index lists
/// @param accessories what refers to it
/// @param inherited signatures of the indexes that list it
/// @param icon a layer that is its picture; null for the picture of its type
public record ArtifactDetails(
    ArtifactId id,
    ProjectId project,
    RepositoryId repository,
    RepositoryName name,
    Digest digest,
    String type,
    String mediaType,
    @Nullable String configMediaType,
    @Nullable String artifactType,
    long size,
    Map<String, String> annotations,
    @Nullable String attributes,
    Instant pushedAt,
    @Nullable Instant pulledAt,
    List<TagDetails> tags,
    List<ChildDetails> children,
    List<Accessory> accessories,
    List<Inherited> inherited,
    List<LabelDetails> labels,
    @Nullable Digest icon) {

  /// A manifest that an index lists; its number is 0 when the repository does not have it.
  public record ChildDetails(
      int id,
      Digest digest,
      Child.@Nullable Platform platform,
      Map<String, String> annotations,
      List<String> urls) {}

  /// An artifact that refers to another one.
  ///
  /// @param type in Harbor's words: `signature.cosign`, `subject.accessory`…
  /// @param size of its manifest and blobs, in bytes
  public record Accessory(
      ArtifactId id, Digest digest, String type, long size, Instant createdAt) {}

  /// What refers to an index that lists this artifact.
  ///
  /// @param index the number of the index
  /// @param indexDigest what the accessory refers to
  public record Inherited(ArtifactId index, Digest indexDigest, Accessory accessory) {}
}
