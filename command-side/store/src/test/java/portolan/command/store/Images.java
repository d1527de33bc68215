package portolan.command.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.CreateProject;
import portolan.language.project.ProjectId;
import portolan.language.user.UserId;

/// Projects and manifests to push into them.
record Images(DecidingSide side, ProjectId project, ProjectName name) {
  private static final AtomicInteger NEXT = new AtomicInteger();
  static final long MANIFEST_SIZE = 500;

  /// A fresh project.
  static Images inProject(DecidingSide side, long limit) {
    var name = new ProjectName("p" + NEXT.incrementAndGet());
    var id = side.send(new CreateProject(name, new UserId(1), Map.of("public", "false"), limit));
    return new Images(side, id, name);
  }

  RepositoryName repository(String path) {
    return new RepositoryName(name, path);
  }

  static Digest digest(String content) {
    return Digest.of(content.getBytes(StandardCharsets.UTF_8));
  }

  static Blob blob(String content, long size) {
    return new Blob(digest(content), size, "application/octet-stream");
  }

  static Manifest image(String content, Blob... blobs) {
    return manifest(content, List.of(blobs), List.of(), null);
  }

  static Manifest index(String content, Manifest... children) {
    var listed =
        Stream.of(children)
            .map(
                child -> new Child(child.digest(), child.size(), child.mediaType(), null, Map.of()))
            .toList();
    return manifest(content, List.of(), listed, null);
  }

  static Manifest referrer(String content, Digest subject) {
    return manifest(content, List.of(), List.of(), subject);
  }

  void hold(String path, Blob... blobs) {
    for (var blob : blobs) {
      side.holder.hold(project, repository(path), blob.digest(), blob.size()).join();
    }
  }

  PushArtifact push(String path, Manifest manifest, String tag) {
    return new PushArtifact(
        project, repository(path), manifest, Optional.ofNullable(tag).map(TagName::new));
  }

  private static Manifest manifest(
      String content, List<Blob> blobs, List<Child> children, Digest subject) {
    return new Manifest(
        digest(content),
        children.isEmpty() ? MediaTypes.OCI_MANIFEST : MediaTypes.OCI_INDEX,
        MANIFEST_SIZE,
        null,
        null,
        blobs,
        children,
        subject,
        Map.of(),
        "{}");
  }
}
