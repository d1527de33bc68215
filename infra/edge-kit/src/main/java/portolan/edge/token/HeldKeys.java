package portolan.edge.token;

/// The key ring that this node works with, until it is given a newer one.
public final class HeldKeys implements SigningKeys {
  private volatile KeyRing ring;

  public HeldKeys(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public KeyRing ring() {
    return ring;
  }

  /// From now on, this ring.
  public void replace(KeyRing newer) {
    ring = newer;
  }
}
