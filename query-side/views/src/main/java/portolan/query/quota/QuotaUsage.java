package portolan.query.quota;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.LinkedHashSet;
import java.util.List;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.Blob;
import portolan.language.event.Recorded;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.quota.StorageLimitSet;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;
import portolan.query.follow.Table;

/// Holds each project's limit and the bytes that it uses: the distinct blobs of its artifacts,
/// manifests included.
public final class QuotaUsage implements Projection {
  private static final long UNLIMITED = -1;

  static final Table QUOTA =
      new Table(
          "quota",
          List.of(integer("project_id")),
          List.of(bigint("hard"), bigint("used"), time("created_at"), time("updated_at")));

  /// Counts references; the first one to a blob adds its size to what is used, the last one that
  /// goes takes it away.
  private static final Step COUNT =
      new Step(
              "count-blobs",
              Step.Moment.AFTER,
              """
              change AS (
                SELECT project_id, digest, max(size) AS size, sum(refs)::bigint AS refs
                FROM {rows} GROUP BY project_id, digest HAVING sum(refs) <> 0),
              counted AS (
                INSERT INTO project_blob AS b (project_id, digest, size, refs)
                SELECT project_id, digest, size, refs FROM change
                ON CONFLICT (project_id, digest) DO UPDATE SET refs = b.refs + excluded.refs
                RETURNING b.project_id, b.digest, b.size, b.refs),
              weighed AS (
                SELECT project_id,
                  sum(CASE WHEN counted.refs = change.refs THEN counted.size
                           WHEN counted.refs = 0 THEN -counted.size ELSE 0 END)::bigint AS bytes
                FROM counted JOIN change USING (project_id, digest) GROUP BY project_id)\
              """,
              """
              UPDATE quota t SET used = t.used + weighed.bytes
              FROM weighed WHERE t.project_id = weighed.project_id AND weighed.bytes <> 0\
              """,
              List.of(integer("project_id"), text("digest"), bigint("size"), integer("refs")))
          .summedUp(
              "project_blob",
              """
              INSERT INTO project_blob (project_id, digest, size, refs)
              SELECT a.project_id, b.digest, max(b.size), count(*)
              FROM artifact_blob b
                JOIN (SELECT DISTINCT repository_id, project_id FROM artifact) a
                  USING (repository_id)
              GROUP BY a.project_id, b.digest;
              UPDATE quota t SET used = weighed.bytes
              FROM (SELECT project_id, sum(size) AS bytes FROM project_blob GROUP BY project_id)
                weighed
              WHERE t.project_id = weighed.project_id\
              """)
          .besideOthersThan("project_blob", QUOTA.name());

  private static final Step FORGET =
      new Step(
          "forget-blobs",
          Step.Moment.AFTER,
          """
          DELETE FROM project_blob t USING {rows}
          WHERE t.project_id = u.project_id AND t.digest = u.digest AND t.refs = 0\
          """,
          List.of(integer("project_id"), text("digest")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    var at = recorded.at();
    switch (recorded.event()) {
      case ProjectCreated e -> changes.put(QUOTA, e.project().value(), UNLIMITED, 0L, at, at);
      case StorageLimitSet e -> {
        changes.set(QUOTA, List.of(e.project().value()), "hard", e.to());
        changes.set(QUOTA, List.of(e.project().value()), "updated_at", at);
      }
      case ProjectDeleted e -> changes.remove(QUOTA, List.of(e.project().value()));
      case ArtifactPushed e -> pushed(e, changes);
      case ArtifactCompleted e -> kept(e.project(), e.blobs(), changes);
      case ArtifactDeleted e -> deleted(e, changes);
      default -> {}
    }
  }

  private static void pushed(ArtifactPushed e, Changes changes) {
    var manifest = e.manifest();
    changes.step(COUNT, e.project().value(), manifest.digest().value(), manifest.size(), 1);
    kept(e.project(), manifest.blobs(), changes);
  }

  private static void kept(ProjectId project, List<Blob> blobs, Changes changes) {
    for (var blob : blobs) {
      changes.step(COUNT, project.value(), blob.digest().value(), blob.size(), 1);
    }
  }

  private static void deleted(ArtifactDeleted e, Changes changes) {
    int project = e.project().value();
    for (var blob : new LinkedHashSet<>(e.blobs())) {
      changes.step(COUNT, project, blob.value(), 0L, -1);
      changes.step(FORGET, project, blob.value());
    }
  }
}
