package portolan.language.access;

import java.util.List;
import java.util.Optional;
import portolan.language.project.ProjectId;
import portolan.language.user.UserId;

/// Which projects somebody sees in lists: all, or the public ones with those of which they are a
/// member and those that are given.
///
/// @param user whose memberships count, and whose roles are told
public record Sight(boolean everything, Optional<UserId> user, List<ProjectId> given) {
  public static final Sight PUBLIC = new Sight(false, Optional.empty(), List.of());
  public static final Sight ALL = new Sight(true, Optional.empty(), List.of());

  public Sight {
    given = List.copyOf(given);
  }

  /// What a member sees; an administrator sees everything.
  public static Sight of(UserId user, boolean everything) {
    return new Sight(everything, Optional.of(user), List.of());
  }
}
