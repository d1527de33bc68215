package portolan.command.store;

import java.util.List;
import java.util.Optional;
import portolan.command.repository.Holdings;
import portolan.language.oci.Digest;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// Uploads that wait for a manifest, and where a blob can be had.
public final class HoldingRows implements Holdings {
  private static final int MOST_SOURCES = 50;

  /// Hops from one repository to the next, however many artifacts of one share the blob.
  private static final String SOURCES =
      """
      WITH RECURSIVE hop(project_id, repository_id, steps) AS (
        (SELECT project_id, repository_id, 1 FROM artifact_blob WHERE digest = ?
         ORDER BY project_id DESC, repository_id DESC LIMIT 1)
        UNION ALL
        SELECT next.project_id, next.repository_id, hop.steps + 1 FROM hop
        CROSS JOIN LATERAL (
          SELECT b.project_id, b.repository_id FROM artifact_blob b
          WHERE b.digest = ?
            AND (b.project_id, b.repository_id) < (hop.project_id, hop.repository_id)
          ORDER BY b.project_id DESC, b.repository_id DESC LIMIT 1) AS next
        WHERE hop.steps < ?)
      SELECT p.id, p.name, found.path FROM (
        SELECT h.project_id, h.path, 2000000000 AS age FROM blob_holding h
        WHERE h.digest = ? AND h.expires_at > now()
        UNION
        SELECT r.project_id, r.path, r.id FROM hop JOIN repository_row r ON r.id = hop.repository_id
        WHERE r.closed_path IS NULL
      ) AS found JOIN project_row p ON p.id = found.project_id
      GROUP BY p.id, p.name, found.path
      ORDER BY max(found.age) DESC, p.id DESC, found.path LIMIT ?
      """;

  private final CommandDatabase database;

  public HoldingRows(CommandDatabase database) {
    this.database = database;
  }

  /// A repository that has a blob.
  public record Source(ProjectId project, RepositoryName repository) {}

  /// Repositories that have a blob, those that got it by upload lately and new ones first, at most
  /// 50.
  public List<Source> mountSources(Digest digest) {
    return database.list(
        SOURCES,
        (row, _) ->
            new Source(
                new ProjectId(row.getInt("id")),
                new RepositoryName(new ProjectName(row.getString("name")), row.getString("path"))),
        digest.value(),
        digest.value(),
        MOST_SOURCES,
        digest.value(),
        MOST_SOURCES);
  }

  @Override
  public boolean release(ProjectId project, RepositoryName repository, Digest digest) {
    return database.change(
            """
            DELETE FROM blob_holding
            WHERE digest = ? AND project_id = ? AND path = ? AND expires_at > now()
            """,
            digest.value(),
            project.value(),
            repository.path())
        == 1;
  }

  @Override
  public Optional<Digest> user(ProjectId project, RepositoryName repository, Digest digest) {
    return database.first(
        """
        SELECT a.digest FROM repository_row r
        JOIN artifact_blob b ON b.digest = ? AND b.project_id = r.project_id
          AND b.repository_id = r.id
        JOIN artifact_row a ON a.repository_id = r.id AND a.id = b.artifact
        WHERE r.project_id = ? AND r.path = ? LIMIT 1
        """,
        (row, _) -> new Digest(row.getString(1)),
        digest.value(),
        project.value(),
        repository.path());
  }

  /// Forgets holdings that ended.
  ///
  /// @return how many
  public int purge() {
    return database.change("DELETE FROM blob_holding WHERE expires_at <= now()");
  }
}
