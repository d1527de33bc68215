package portolan.command.edge.api;

/// What a storage limit may be: -1 for none, else 1 byte to 1024 TiB.
final class StorageSize {
  static final long UNLIMITED = -1;
  private static final long MOST = 1024L << 40;

  private StorageSize() {}

  static long checked(long limit) {
    if (limit != UNLIMITED && limit <= 0) {
      throw Complaints.badValue("storage", "invalid non-positive value for quota limit");
    }
    if (limit > MOST) {
      throw Complaints.badValue("storage", "more than 1024 TiB");
    }
    return limit;
  }
}
