package portolan.language.allowlist;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A project, or the whole registry, accepts other vulnerabilities now.
///
/// @param project null for the whole registry
@EventName("cve-allowlist-set")
public record CveAllowlistSet(@Nullable ProjectId project, CveAllowlist from, CveAllowlist to)
    implements Event {}
