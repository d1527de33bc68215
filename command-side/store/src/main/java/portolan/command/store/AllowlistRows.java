package portolan.command.store;

import java.util.Optional;
import portolan.command.allowlist.AllowlistRegister;
import portolan.language.project.ProjectId;

/// Which lists of accepted vulnerabilities have been set before.
public final class AllowlistRows implements AllowlistRegister {
  private static final int REGISTRY = 0;

  private final CommandDatabase database;

  public AllowlistRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean enter(Optional<ProjectId> project) {
    int id = project.map(ProjectId::value).orElse(REGISTRY);
    boolean isNew =
        database.change(
                "INSERT INTO allowlist_row (project_id) VALUES (?) ON CONFLICT DO NOTHING", id)
            == 1;
    if (!isNew) {
      database.exists("SELECT 1 FROM allowlist_row WHERE project_id = ? FOR UPDATE", id);
    }
    return isNew;
  }
}
