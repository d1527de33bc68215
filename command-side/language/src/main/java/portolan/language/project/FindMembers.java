package portolan.language.project;

import java.util.Optional;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// The members of a project, in order of their names.
///
/// @param name only members of exactly this name
public record FindMembers(ProjectId project, Optional<String> name, PageRequest page)
    implements Query<Page<MemberDetails>> {}
