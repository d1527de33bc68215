package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.RoleChoice;

/// A membership, with the member's name.
///
/// @param name null when the member is gone
/// @param roleName the name of the custom role; null for one of Harbor's
public record MemberDetails(
    MembershipId id,
    ProjectId project,
    Member member,
    @Nullable String name,
    RoleChoice role,
    @Nullable String roleName) {}
