package portolan.query.allowlist;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.event.Recorded;
import portolan.language.project.ProjectDeleted;
import portolan.query.Json;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds which vulnerabilities are accepted, where.
public final class AllowlistIndex implements Projection {
  static final int REGISTRY = 0;

  static final Table ALLOWLIST =
      new Table(
          "cve_allowlist",
          List.of(integer("project_id")),
          List.of(json("cves"), bigint("expires_at"), time("updated_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case CveAllowlistSet e ->
          changes.put(
              ALLOWLIST,
              e.project() == null ? REGISTRY : e.project().value(),
              Json.write(e.to().cves()),
              e.to().expiresAt(),
              recorded.at());
      case ProjectDeleted e -> changes.remove(ALLOWLIST, List.of(e.project().value()));
      default -> {}
    }
  }
}
