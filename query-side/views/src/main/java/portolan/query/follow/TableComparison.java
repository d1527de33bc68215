package portolan.query.follow;

/// One table of the live read models beside the same one made anew, at the same position.
///
/// @param onlyLive rows that only the live table has
/// @param onlyRebuilt rows that only the new table has
public record TableComparison(
    String table, long liveRows, long rebuiltRows, long onlyLive, long onlyRebuilt) {
  public boolean equal() {
    return onlyLive == 0 && onlyRebuilt == 0;
  }
}
