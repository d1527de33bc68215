package portolan.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import portolan.command.repository.RepositoryNames;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// Names of living repositories.
public final class RepositoryRows implements RepositoryNames {
  private final CommandDatabase database;

  public RepositoryRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<RepositoryRef> find(RepositoryId repository) {
    return database.first(
        """
        SELECT r.project_id, p.name, r.path
        FROM repository_row r JOIN project_row p ON p.id = r.project_id
        WHERE r.id = ? AND r.closed_path IS NULL
        """,
        (row, _) -> ref(repository, row),
        repository.value());
  }

  @Override
  public void close(RepositoryId repository) {
    database.change(
        """
        UPDATE repository_row SET closed_path = path, path = path || '@' || id
        WHERE id = ? AND closed_path IS NULL
        """,
        repository.value());
  }

  @Override
  public Optional<RepositoryRef> findClosed(RepositoryId repository) {
    return database.first(
        """
        SELECT r.project_id, p.name, r.closed_path AS path
        FROM repository_row r JOIN project_row p ON p.id = r.project_id
        WHERE r.id = ? AND r.closed_path IS NOT NULL
        """,
        (row, _) -> ref(repository, row),
        repository.value());
  }

  /// What was closed and is not empty yet, the oldest first.
  public List<RepositoryId> closed() {
    return database.list(
        "SELECT id FROM repository_row WHERE closed_path IS NOT NULL ORDER BY id",
        (row, _) -> new RepositoryId(row.getInt(1)));
  }

  private static RepositoryRef ref(RepositoryId repository, ResultSet row) throws SQLException {
    return new RepositoryRef(
        repository,
        new ProjectId(row.getInt("project_id")),
        new RepositoryName(new ProjectName(row.getString("name")), row.getString("path")));
  }

  @Override
  public boolean reserve(RepositoryRef repository) {
    return database.change(
            """
            INSERT INTO repository_row (id, project_id, path) VALUES (?, ?, ?)
            ON CONFLICT (project_id, path) DO NOTHING
            """,
            repository.id().value(),
            repository.project().value(),
            repository.name().path())
        == 1;
  }

  @Override
  public void release(RepositoryId repository) {
    database.change("DELETE FROM repository_row WHERE id = ?", repository.value());
  }
}
