package portolan.command.store;

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
        FROM repository_row r JOIN project_row p ON p.id = r.project_id WHERE r.id = ?
        """,
        (row, _) ->
            new RepositoryRef(
                repository,
                new ProjectId(row.getInt("project_id")),
                new RepositoryName(new ProjectName(row.getString("name")), row.getString("path"))),
        repository.value());
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
