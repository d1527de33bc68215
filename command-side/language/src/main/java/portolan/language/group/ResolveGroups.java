package portolan.language.group;

import java.util.List;
import portolan.language.message.Query;

/// Which groups of a kind are known under these names? LDAP groups by distinguished name, in lower
/// case; others by name.
public record ResolveGroups(GroupKind kind, List<String> names)
    implements Query<List<GroupDetails>> {
  public ResolveGroups {
    names = List.copyOf(names);
  }
}
