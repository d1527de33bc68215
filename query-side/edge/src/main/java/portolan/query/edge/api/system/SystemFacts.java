package portolan.query.edge.api.system;

/// What an installation says about itself, whatever is set.
///
/// @param version as clients compare it: `v2.13.0-...`
/// @param storage the name of the blob store's driver, such as `filesystem`
public record SystemFacts(String version, String storage) {}
