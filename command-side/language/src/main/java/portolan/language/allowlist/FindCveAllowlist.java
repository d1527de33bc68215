package portolan.language.allowlist;

import portolan.language.message.Query;

/// What does the whole registry accept? Until somebody says so, nothing, since the first account.
public record FindCveAllowlist() implements Query<CveAllowlistDetails> {}
