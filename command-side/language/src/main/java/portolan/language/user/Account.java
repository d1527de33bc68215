package portolan.language.user;

import java.time.Instant;

/// What access decisions need of a user.
///
/// @param administrator by own right
/// @param standing what groups give
/// @param sessionsSince a session that began before is over
public record Account(
    UserId id, String name, boolean administrator, Standing standing, Instant sessionsSince) {
  /// An account without groups.
  public Account(UserId id, String name, boolean administrator) {
    this(id, name, administrator, Standing.NONE, Instant.EPOCH);
  }
}
