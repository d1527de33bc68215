package portolan.language.artifact;

import java.util.Optional;
import java.util.Set;
import portolan.language.message.Command;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;

/// Put a manifest, whose bytes are already kept, into a repository, and point a tag at it.
///
/// @param lost blobs of the manifest whose bytes are known to be gone
public record PushArtifact(
    ProjectId project,
    RepositoryName repository,
    Manifest manifest,
    Optional<TagName> tag,
    Set<Digest> lost)
    implements Command<PushedArtifact> {

  /// Of a manifest whose blobs are where they should be.
  public PushArtifact(
      ProjectId project, RepositoryName repository, Manifest manifest, Optional<TagName> tag) {
    this(project, repository, manifest, tag, Set.of());
  }

  @Override
  public Optional<String> lane() {
    return Optional.of(repository.path() + "@" + manifest.digest().value());
  }
}
