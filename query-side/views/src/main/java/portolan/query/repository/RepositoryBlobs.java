package portolan.query.repository;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.Blob;
import portolan.language.event.Recorded;
import portolan.language.repository.RepositoryId;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds which blobs a repository's artifacts refer to, manifests included.
public final class RepositoryBlobs implements Projection {
  static final Table BLOB =
      new Table(
          "artifact_blob",
          List.of(integer("repository_id"), text("digest"), integer("artifact_id")),
          List.of(bigint("size")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case ArtifactPushed e -> pushed(e, changes);
      case ArtifactCompleted e -> kept(e.repository(), e.artifact(), e.blobs(), changes);
      case ArtifactDeleted e -> changes.removeAll(BLOB, "artifact_id", e.artifact().value());
      default -> {}
    }
  }

  private static void pushed(ArtifactPushed e, Changes changes) {
    var manifest = e.manifest();
    changes.put(
        BLOB,
        e.repository().value(),
        manifest.digest().value(),
        e.artifact().value(),
        manifest.size());
    kept(e.repository(), e.artifact(), manifest.blobs(), changes);
  }

  private static void kept(
      RepositoryId repository, ArtifactId artifact, List<Blob> blobs, Changes changes) {
    for (var blob : blobs) {
      changes.put(BLOB, repository.value(), blob.digest().value(), artifact.value(), blob.size());
    }
  }
}
