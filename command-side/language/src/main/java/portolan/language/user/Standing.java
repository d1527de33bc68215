package portolan.language.user;

import java.util.Set;
import portolan.language.group.GroupId;

/// What an identity provider said of a person at the last sign-in.
///
/// @param groups the groups that the registry knows and the person is in
/// @param administrator whether one of the groups makes system administrators
public record Standing(Set<GroupId> groups, boolean administrator) {
  /// Nobody has said anything.
  public static final Standing NONE = new Standing(Set.of(), false);

  public Standing {
    groups = Set.copyOf(groups);
  }
}
