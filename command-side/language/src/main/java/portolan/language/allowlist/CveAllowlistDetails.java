package portolan.language.allowlist;

import java.time.Instant;

/// What the whole registry accepts, and since when there is such a list.
public record CveAllowlistDetails(CveAllowlist allowlist, Instant createdAt, Instant updatedAt) {}
