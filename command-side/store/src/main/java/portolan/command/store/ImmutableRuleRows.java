package portolan.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import portolan.command.immutable.ImmutableRules;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.immutable.TagRules;
import portolan.language.project.ProjectId;

/// The rules of projects in rows.
public final class ImmutableRuleRows implements ImmutableRules {
  private final CommandDatabase database;

  public ImmutableRuleRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public TagRules inForce(ProjectId project) {
    return new TagRules(
        database.list(
            """
            SELECT repositories, repositories_excluded, tags, tags_excluded
            FROM immutable_rule_row WHERE project_id = ? AND NOT disabled
            """,
            (row, _) -> spec(row),
            project.value()));
  }

  @Override
  public boolean put(ImmutableRuleId rule, ProjectId project, ImmutableRuleSpec spec) {
    var repositories = spec.repositories();
    var tags = spec.tags();
    return database.change(
            """
            INSERT INTO immutable_rule_row AS old (id, project_id, disabled, repositories,
              repositories_excluded, tags, tags_excluded)
            SELECT n.* FROM (VALUES (?, ?, ?, ?, ?, ?, ?)) AS n(id, project_id, disabled,
              repositories, repositories_excluded, tags, tags_excluded)
            WHERE NOT EXISTS (SELECT FROM immutable_rule_row o
              WHERE o.project_id = n.project_id AND o.id <> n.id
                AND o.repositories = n.repositories AND o.tags = n.tags
                AND o.repositories_excluded = n.repositories_excluded
                AND o.tags_excluded = n.tags_excluded)
            ON CONFLICT (id) DO UPDATE SET disabled = excluded.disabled,
              repositories = excluded.repositories,
              repositories_excluded = excluded.repositories_excluded,
              tags = excluded.tags, tags_excluded = excluded.tags_excluded
            """,
            rule.value(),
            project.value(),
            spec.disabled(),
            repositories.pattern(),
            repositories.excluding(),
            tags.pattern(),
            tags.excluding())
        == 1;
  }

  @Override
  public void remove(ImmutableRuleId rule) {
    database.change("DELETE FROM immutable_rule_row WHERE id = ?", rule.value());
  }

  @Override
  public Optional<ProjectId> project(ImmutableRuleId rule) {
    return database.first(
        "SELECT project_id FROM immutable_rule_row WHERE id = ?",
        (row, _) -> new ProjectId(row.getInt(1)),
        rule.value());
  }

  @Override
  public List<ImmutableRuleId> of(ProjectId project) {
    return database.list(
        "SELECT id FROM immutable_rule_row WHERE project_id = ? ORDER BY id",
        (row, _) -> new ImmutableRuleId(row.getInt(1)),
        project.value());
  }

  private static ImmutableRuleSpec spec(ResultSet row) throws SQLException {
    return new ImmutableRuleSpec(
        false,
        0,
        new Selector(row.getBoolean("repositories_excluded"), row.getString("repositories")),
        new Selector(row.getBoolean("tags_excluded"), row.getString("tags")));
  }
}
