package portolan.language.group;

import java.util.Optional;
import portolan.language.message.Query;

/// The group with this number.
public record FindGroup(GroupId group) implements Query<Optional<GroupDetails>> {}
