package portolan.language.list;

/// One key of an order, in snake case.
public record SortKey(String key, boolean descending) {
  public static SortKey ascending(String key) {
    return new SortKey(key, false);
  }

  public static SortKey descending(String key) {
    return new SortKey(key, true);
  }
}
