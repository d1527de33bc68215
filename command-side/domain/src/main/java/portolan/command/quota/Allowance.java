package portolan.command.quota;

import portolan.language.refusal.Refusal;

/// What a project may keep and what it keeps, in bytes.
///
/// @param limit -1 for none
/// @param used meaningful only with a limit
public record Allowance(long limit, long used) {
  public boolean limited() {
    return limit >= 0;
  }

  /// Refuses what would pass the limit. Adding nothing is allowed also above the limit.
  public void require(long requested) {
    if (limited() && requested > 0 && requested > limit - used) {
      throw new Refusal.QuotaExceeded(limit, used, requested).asException();
    }
  }

  /// Refuses when more is used than may be.
  public void requireWithin() {
    if (limited() && used > limit) {
      throw new Refusal.QuotaExceeded(limit, used, 0).asException();
    }
  }
}
