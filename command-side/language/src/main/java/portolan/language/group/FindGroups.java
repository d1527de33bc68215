package portolan.language.group;

import java.util.Optional;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// The groups that are known, by name.
///
/// @param name only those whose name contains this
/// @param ldapDn only the one with this distinguished name
public record FindGroups(Optional<String> name, Optional<String> ldapDn, PageRequest page)
    implements Query<Page<GroupDetails>> {}
