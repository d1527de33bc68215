package portolan.language.artifact;

import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;

/// Put a manifest, whose bytes are already kept, into a repository, and point a tag at it.
public record PushArtifact(
    ProjectId project, RepositoryName repository, Manifest manifest, Optional<TagName> tag)
    implements Command<PushedArtifact> {

  @Override
  public Optional<String> lane() {
    return Optional.of(repository.path() + "@" + manifest.digest().value());
  }
}
