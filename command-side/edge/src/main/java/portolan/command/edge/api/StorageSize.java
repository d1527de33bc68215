package portolan.command.edge.api;

/// What a storage limit may be: -1 for none, else 1 byte to 1024 TiB.
final class StorageSize {
  static final long UNLIMITED = -1;
  private static final long MOST = 1024L << 40;

  private StorageSize() {}

  static long checked(long limit) {
    if (limit != UNLIMITED && limit <= 0) {
      throw Complaints.badRequest(
          "storage", "invalid non-positive value for quota limit, value=" + limit);
    }
    if (limit > MOST) {
      throw Complaints.badRequest(
          "storage", "the quota limit must be at most 1024 TiB, value=" + limit);
    }
    return limit;
  }
}
