package portolan.language.project;

import java.util.Optional;
import portolan.language.message.Query;

/// One membership of a project.
public record FindMember(ProjectId project, MembershipId membership)
    implements Query<Optional<MemberDetails>> {}
