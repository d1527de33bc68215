package portolan.query.artifact;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.event.Recorded;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.query.Json;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;
import portolan.query.follow.Table;

/// Holds artifacts, what indexes list, and how many tags and indexes point at each artifact.
public final class ArtifactCatalog implements Projection {
  static final Table ARTIFACT =
      new Table(
          "artifact",
          List.of(integer("repository_id"), text("digest")),
          List.of(
              integer("id"),
              integer("project_id"),
              text("type"),
              text("media_type"),
              text("config_media_type"),
              text("artifact_type"),
              bigint("manifest_size"),
              bigint("size"),
              text("subject"),
              json("annotations"),
              json("attributes"),
              time("pushed_at"),
              integer("tag_count"),
              integer("parent_count"),
              text("icon")));

  static final Table CHILD =
      new Table(
          "artifact_child",
          List.of(integer("artifact_id"), integer("ordinal")),
          List.of(
              integer("repository_id"),
              text("digest"),
              json("platform"),
              json("annotations"),
              json("urls")));

  /// Children of an index that goes have one parent less.
  private static final Step LEAVE_CHILDREN =
      new Step(
          "leave-children",
          Step.Moment.BEFORE,
          """
          UPDATE artifact t SET parent_count = t.parent_count - gone.times
          FROM (SELECT c.repository_id, c.digest, count(*)::int AS times
                FROM artifact_child c JOIN {rows} ON c.artifact_id = u.artifact_id
                GROUP BY c.repository_id, c.digest) gone
          WHERE t.repository_id = gone.repository_id AND t.digest = gone.digest\
          """,
          List.of(integer("artifact_id")));

  /// An index is as large as itself and all that it lists, of which nothing can go before it. The
  /// sum is taken over the manifests themselves, so that the order within a batch does not matter,
  /// and over each of them once, however many ways lead to it.
  private static final String WEIGHING =
      """
      , tree AS (
        SELECT r.repository_id, r.digest AS root, r.digest, r.artifact_id, 0 AS depth FROM root r
        UNION
        SELECT t.repository_id, t.root, c.digest, a.id, t.depth + 1
        FROM tree t JOIN artifact_child c ON c.artifact_id = t.artifact_id
          JOIN artifact a ON a.repository_id = t.repository_id AND a.digest = c.digest
        WHERE t.depth < 8)
      UPDATE artifact i SET size = weight.size
      FROM (SELECT t.repository_id, t.root,
              sum(CASE WHEN a.config_media_type IS NULL THEN a.manifest_size ELSE a.size END)
                AS size
            FROM (SELECT DISTINCT repository_id, root, digest FROM tree) t
              JOIN artifact a ON a.repository_id = t.repository_id AND a.digest = t.digest
            GROUP BY t.repository_id, t.root) weight
      WHERE i.repository_id = weight.repository_id AND i.digest = weight.root\
      """;

  private static final Step WEIGH_INDEX =
      new Step(
          "weigh-index",
          Step.Moment.AFTER,
          """
          WITH RECURSIVE root AS (
            SELECT r.repository_id, r.digest, r.id AS artifact_id
            FROM {rows} JOIN artifact r ON r.repository_id = u.repository_id
              AND r.digest = u.digest AND r.id = u.artifact_id)\
          """
              + WEIGHING,
          List.of(integer("repository_id"), text("digest"), integer("artifact_id")));

  /// All that list what has grown, or list what lists it.
  private static final Step WEIGH_LISTING =
      new Step(
          "weigh-listing",
          Step.Moment.AFTER,
          """
          WITH RECURSIVE listing AS (
            SELECT a.repository_id, a.digest, a.id AS artifact_id, 0 AS depth
            FROM {rows} JOIN artifact a ON a.repository_id = u.repository_id
              AND a.digest = u.digest
            UNION
            SELECT p.repository_id, p.digest, p.id, l.depth + 1
            FROM listing l
              JOIN artifact_child c ON c.repository_id = l.repository_id AND c.digest = l.digest
              JOIN artifact p ON p.id = c.artifact_id
            WHERE l.depth < 8),
          root AS (
            SELECT DISTINCT repository_id, digest, artifact_id FROM listing WHERE depth > 0)\
          """
              + WEIGHING,
          List.of(integer("repository_id"), text("digest")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case ArtifactPushed e -> pushed(e, recorded, changes);
      case ArtifactCompleted e -> completed(e, changes);
      case ArtifactDeleted e -> deleted(e, changes);
      case TagMoved e -> {
        tagged(e.repository(), e.from(), -1, changes);
        tagged(e.repository(), e.to(), 1, changes);
      }
      case TagRemoved e -> tagged(e.repository(), e.from(), -1, changes);
      default -> {}
    }
  }

  private static void pushed(ArtifactPushed e, Recorded recorded, Changes changes) {
    var manifest = e.manifest();
    changes.put(
        ARTIFACT,
        e.repository().value(),
        manifest.digest().value(),
        e.artifact().value(),
        e.project().value(),
        ArtifactType.of(manifest),
        manifest.mediaType(),
        manifest.configMediaType(),
        manifest.artifactType(),
        manifest.size(),
        size(manifest),
        value(manifest.subject()),
        asJson(manifest.annotations()),
        manifest.attributes().equals("{}") ? null : manifest.attributes(),
        recorded.at(),
        0,
        0,
        value(manifest.icon()));
    if (!manifest.children().isEmpty()) {
      children(e, changes);
    }
  }

  private static void children(ArtifactPushed e, Changes changes) {
    int repository = e.repository().value();
    int artifact = e.artifact().value();
    int ordinal = 0;
    for (var child : e.manifest().children()) {
      var digest = child.digest().value();
      changes.put(
          CHILD,
          artifact,
          ordinal++,
          repository,
          digest,
          platform(child.platform()),
          asJson(child.annotations()),
          child.urls() == null ? null : Json.write(child.urls()));
      changes.add(ARTIFACT, List.of(repository, digest), "parent_count", 1);
    }
    changes.step(WEIGH_INDEX, repository, e.manifest().digest().value(), artifact);
  }

  private static void completed(ArtifactCompleted e, Changes changes) {
    int repository = e.repository().value();
    var digest = e.digest().value();
    changes.add(ARTIFACT, List.of(repository, digest), "size", size(e.blobs()));
    changes.step(WEIGH_LISTING, repository, digest);
  }

  private static void deleted(ArtifactDeleted e, Changes changes) {
    int repository = e.repository().value();
    int artifact = e.artifact().value();
    changes.remove(ARTIFACT, List.of(repository, e.digest().value()));
    changes.step(LEAVE_CHILDREN, artifact);
    for (var dropped : changes.removeAll(CHILD, "artifact_id", artifact)) {
      var digest = String.valueOf(dropped.get(CHILD.indexOf("digest")));
      changes.add(ARTIFACT, List.of(repository, digest), "parent_count", -1);
    }
  }

  private static void tagged(
      RepositoryId repository, @Nullable Digest digest, int by, Changes changes) {
    if (digest != null) {
      changes.add(ARTIFACT, List.of(repository.value(), digest.value()), "tag_count", by);
    }
  }

  private static long size(Manifest manifest) {
    return manifest.size() + size(manifest.blobs());
  }

  private static long size(List<Blob> blobs) {
    return blobs.stream().mapToLong(Blob::size).sum();
  }

  private static @Nullable String value(@Nullable Digest digest) {
    return digest == null ? null : digest.value();
  }

  private static @Nullable String asJson(Map<String, String> annotations) {
    return annotations.isEmpty() ? null : Json.write(annotations);
  }

  private static @Nullable String platform(Child.@Nullable Platform platform) {
    return platform == null ? null : Json.write(platform);
  }
}
