package portolan.command.store;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import portolan.command.project.ProjectNames;
import portolan.command.quota.Allowance;
import portolan.command.quota.StorageLedger;
import portolan.language.artifact.Blob;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;

/// Names and storage of living projects, one row each.
public final class ProjectRows implements ProjectNames, StorageLedger {
  private static final RowMapper<Allowance> ALLOWANCE =
      (row, _) -> new Allowance(row.getLong("storage_limit"), row.getLong("used"));

  /// Counts from the inventory, not from the ledger whose sum it checks.
  private static final String RECOUNT =
      """
      SELECT coalesce(sum(size), 0) FROM (
        SELECT DISTINCT blob.digest, blob.size
        FROM repository_row r
        JOIN artifact_row a ON a.repository_id = r.id AND a.here
        CROSS JOIN unnest(a.blobs, a.sizes) AS blob(digest, size)
        WHERE r.project_id = ?) AS distinct_blobs
      """;

  private final CommandDatabase database;

  public ProjectRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(ProjectId project, ProjectName name, long storageLimit) {
    return database.change(
            """
            INSERT INTO project_row (id, name, storage_limit) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            project.value(),
            name.value(),
            storageLimit)
        == 1;
  }

  @Override
  public void release(ProjectId project) {
    database.change("DELETE FROM project_row WHERE id = ?", project.value());
  }

  @Override
  public long repositories(ProjectId project) {
    return database.number(
        "SELECT count(*) FROM repository_row WHERE project_id = ?", project.value());
  }

  /// The shared lock is asked for first, since most projects have no limit; to take it and then the
  /// exclusive one would be a deadlock of two pushes.
  @Override
  public Optional<Allowance> openForAdding(ProjectId project) {
    return database
        .first(
            """
            SELECT storage_limit, used FROM project_row
            WHERE id = ? AND storage_limit < 0 FOR SHARE
            """,
            ALLOWANCE,
            project.value())
        .or(() ->
            database.first(
                "SELECT storage_limit, used FROM project_row WHERE id = ? FOR UPDATE",
                ALLOWANCE,
                project.value()));
  }

  @Override
  public boolean closeForRemoval(ProjectId project) {
    return database.exists("SELECT 1 FROM project_row WHERE id = ? FOR UPDATE", project.value());
  }

  @Override
  public long additional(ProjectId project, List<Blob> blobs) {
    return database.number(
        """
        SELECT coalesce(sum(size), 0) FROM unnest(?::text[], ?::bigint[]) AS added(digest, size)
        WHERE NOT EXISTS (SELECT 1 FROM artifact_blob b
                          WHERE b.digest = added.digest AND b.project_id = ?)
        """,
        Columns.digestsOf(blobs),
        Columns.sizesOf(blobs),
        project.value());
  }

  @Override
  public void use(ProjectId project, long bytes) {
    database.change("UPDATE project_row SET used = used + ? WHERE id = ?", bytes, project.value());
  }

  @Override
  public void limit(ProjectId project, long limit) {
    long used = limit < 0 ? 0 : recount(project);
    database.change(
        "UPDATE project_row SET storage_limit = ?, used = ? WHERE id = ?",
        limit,
        used,
        project.value());
  }

  /// The project's limit and, when it has one, its sum; for checks before a transaction.
  public Optional<Allowance> allowance(ProjectId project) {
    return database.first(
        "SELECT storage_limit, used FROM project_row WHERE id = ?", ALLOWANCE, project.value());
  }

  /// What the project uses, counted anew in bytes. Equals the kept sum at every quiet moment.
  public long recount(ProjectId project) {
    return database.number(RECOUNT, project.value());
  }
}
