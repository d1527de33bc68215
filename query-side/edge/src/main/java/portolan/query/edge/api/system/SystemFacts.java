package portolan.query.edge.api.system;

import java.nio.file.Path;
import java.util.Optional;

/// What an installation says about itself, whatever is set.
///
/// @param version as clients compare it: `v2.13.0-...`
/// @param storage the name of the blob store's driver, such as `filesystem`
/// @param authority the PEM file with the certificate that clients must trust
public record SystemFacts(String version, String storage, Optional<Path> authority) {}
