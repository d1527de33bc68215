package portolan.edge.token;

/// Where a node finds the keys that all nodes share. Asked for every token, so answered from
/// memory.
@FunctionalInterface
public interface SigningKeys {
  KeyRing ring();
}
