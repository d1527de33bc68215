package portolan.edge.identity;

import reactor.core.publisher.Mono;

/// Asks a directory whether it has a group.
public interface KnownGroups {

  /// @param dn a distinguished name, as somebody wrote it
  Mono<Boolean> isThere(String dn);
}
