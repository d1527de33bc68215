package portolan.language.list;

/// Which part of a list is wanted.
///
/// @param page from 1
/// @param pageSize rows in a page; 0 for all of them
public record PageRequest(int page, int pageSize) {
  public static final int DEFAULT_SIZE = 10;
  public static final int MAX_SIZE = 100;
  public static final PageRequest FIRST = new PageRequest(1, DEFAULT_SIZE);
  public static final PageRequest ALL = new PageRequest(1, 0);

  public PageRequest {
    if (page < 1 || pageSize < 0 || pageSize > MAX_SIZE) {
      throw new IllegalArgumentException("no such page: " + page + " of " + pageSize);
    }
  }

  /// Rows to pass over.
  public long offset() {
    return (page - 1L) * pageSize;
  }

  /// Rows to give at most.
  public long limit() {
    return pageSize == 0 ? Long.MAX_VALUE : pageSize;
  }
}
