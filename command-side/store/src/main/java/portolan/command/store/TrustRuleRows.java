package portolan.command.store;

import java.util.List;
import java.util.Optional;
import portolan.command.trust.TrustRules;
import portolan.language.project.ProjectId;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;

/// The trust rules of projects in rows.
public final class TrustRuleRows implements TrustRules {
  private final CommandDatabase database;

  public TrustRuleRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(TrustRuleId rule, ProjectId project, TrustRuleSpec spec) {
    return database.change(
            """
            INSERT INTO trust_rule_row (id, project_id, name, revision, disabled)
            VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING
            """,
            rule.value(),
            project.value(),
            spec.name(),
            spec.disabled())
        == 1;
  }

  @Override
  public void revise(TrustRuleId rule, TrustRuleSpec spec) {
    database.change(
        """
        UPDATE trust_rule_row SET revision = revision + 1, disabled = ? WHERE id = ?
        """,
        spec.disabled(),
        rule.value());
  }

  @Override
  public void release(TrustRuleId rule) {
    database.change("DELETE FROM trust_rule_row WHERE id = ?", rule.value());
  }

  @Override
  public Optional<Held> hold(TrustRuleId rule) {
    return database.first(
        """
        SELECT project_id, name, revision FROM trust_rule_row
        WHERE id = ? AND NOT disabled FOR SHARE
        """,
        (row, _) -> new Held(new ProjectId(row.getInt(1)), row.getString(2), row.getInt(3)),
        rule.value());
  }

  @Override
  public List<TrustRuleId> of(ProjectId project) {
    return database.list(
        "SELECT id FROM trust_rule_row WHERE project_id = ? ORDER BY id",
        (row, _) -> new TrustRuleId(row.getInt(1)),
        project.value());
  }
}
