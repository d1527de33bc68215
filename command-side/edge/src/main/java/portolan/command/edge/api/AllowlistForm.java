package portolan.command.edge.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.project.ProjectId;

/// Accepted vulnerabilities as clients write them. The list's number and times are not heeded, but
/// must be of their types.
record AllowlistForm(
    @Nullable Long id,
    @Nullable Long projectId,
    @Nullable Long expiresAt,
    @Nullable List<@Nullable Item> items,
    @Nullable String creationTime,
    @Nullable String updateTime) {

  record Item(@Nullable String cveId) {}

  CveAllowlist allowlist() {
    var cves =
        items == null
            ? List.<String>of()
            : items.stream()
                .map(item -> item == null || item.cveId() == null ? "" : item.cveId())
                .toList();
    try {
      return new CveAllowlist(cves, expiresAt);
    } catch (IllegalArgumentException e) {
      throw Complaints.badRequest("cve_allowlist", String.valueOf(e.getMessage()));
    }
  }

  /// The list of a project must not claim to be another's.
  CveAllowlist allowlistOf(ProjectId project) {
    if (projectId != null && projectId != 0 && projectId != project.value()) {
      throw Complaints.badValue("cve_allowlist.project_id", "is not this project's number");
    }
    return allowlist();
  }
}
