package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.RoleChoice;

/// A role in some repositories of a project, with its holder's name.
///
/// @param repositories see [portolan.language.access.Holding]
/// @param name null when the holder is gone
/// @param roleName the name of the custom role; null for one of Harbor's
public record RepositoryGrantDetails(
    RepositoryGrantId id,
    ProjectId project,
    Member member,
    @Nullable String name,
    String repositories,
    RoleChoice role,
    @Nullable String roleName) {}
