package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.Role;

/// A membership, with the member's name.
///
/// @param name null when the member is gone
public record MemberDetails(
    MembershipId id, ProjectId project, Member member, @Nullable String name, Role role) {}
