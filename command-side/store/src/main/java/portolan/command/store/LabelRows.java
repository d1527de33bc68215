package portolan.command.store;

import java.util.List;
import java.util.Optional;
import portolan.command.label.LabelNames;
import portolan.language.label.LabelId;
import portolan.language.project.ProjectId;

/// Names of living labels.
public final class LabelRows implements LabelNames {
  private static final int EVERYWHERE = 0;

  private final CommandDatabase database;

  public LabelRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(LabelId label, Optional<ProjectId> project, String name) {
    return database.change(
            "INSERT INTO label_row (id, project_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            label.value(),
            project.map(ProjectId::value).orElse(EVERYWHERE),
            name)
        == 1;
  }

  @Override
  public boolean rename(LabelId label, String name) {
    return database.change(
            """
            UPDATE label_row l SET name = ? WHERE l.id = ? AND NOT EXISTS (
              SELECT FROM label_row o
              WHERE o.project_id = l.project_id AND o.name = ? AND o.id <> l.id)
            """,
            name,
            label.value(),
            name)
        == 1;
  }

  @Override
  public void release(LabelId label) {
    database.change("DELETE FROM label_row WHERE id = ?", label.value());
  }

  @Override
  public List<LabelId> of(ProjectId project) {
    return database.list(
        "SELECT id FROM label_row WHERE project_id = ? ORDER BY id",
        (row, _) -> new LabelId(row.getInt(1)),
        project.value());
  }

  @Override
  public boolean holdFor(ProjectId project, LabelId label) {
    return database.exists(
        "SELECT id FROM label_row WHERE id = ? AND project_id IN (?, ?) FOR SHARE",
        label.value(),
        EVERYWHERE,
        project.value());
  }
}
