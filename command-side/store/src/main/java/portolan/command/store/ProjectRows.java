package portolan.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
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
///
/// Who may add to a project and who takes from it is settled by advisory locks that end with the
/// transaction: a shared row lock would write to the row at every push, and cost the more the more
/// pushes there are at once.
public final class ProjectRows implements ProjectNames, StorageLedger {
  static final RowMapper<Allowance> ALLOWANCE =
      (row, _) -> new Allowance(limit(row), row.getLong("used"));

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

  private static final String LOOK =
      """
      SELECT storage_limit, used, NOT EXISTS (
          SELECT 1 FROM setting_row
          WHERE key = 'quota_per_project_enable' AND value = 'false') AS enforced
      FROM project_row WHERE id = ?\
      """;

  /// The advisory locks of projects, apart from all others; "port" in ASCII.
  private static final int LOCKS = 0x706f7274;

  /// Holds a project for adding and looks at it: with a limit, additions come one after the other.
  /// These are statements of their own, since a statement does not see what was committed while it
  /// waited. Each takes the project's number.
  static final String OPEN =
      """
      SELECT pg_advisory_xact_lock_shared(%d, ?);
      SELECT 1 FROM project_row WHERE id = ? AND storage_limit >= 0 FOR UPDATE;
      %s\
      """
          .formatted(LOCKS, LOOK);

  /// How many statements of [#OPEN] come before the look.
  static final int BEFORE_LOOK = 2;

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

  @Override
  public Optional<Allowance> openForAdding(ProjectId project) {
    return database.firstOfLast(
        BEFORE_LOOK, OPEN, ALLOWANCE, project.value(), project.value(), project.value());
  }

  @Override
  public boolean closeForRemoval(ProjectId project) {
    return database
        .firstOfLast(
            1,
            "SELECT pg_advisory_xact_lock(%d, ?); %s FOR UPDATE".formatted(LOCKS, LOOK),
            ALLOWANCE,
            project.value(),
            project.value())
        .isPresent();
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
    return database.first(LOOK, ALLOWANCE, project.value());
  }

  /// While quotas are switched off, sums are kept as ever and no limit is reached.
  private static long limit(ResultSet row) throws SQLException {
    long limit = row.getLong("storage_limit");
    return limit < 0 || row.getBoolean("enforced") ? limit : Long.MAX_VALUE;
  }

  /// What the project uses, counted anew in bytes. Equals the kept sum at every quiet moment.
  public long recount(ProjectId project) {
    return database.number(RECOUNT, project.value());
  }
}
