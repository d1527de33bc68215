package portolan.language.project;

/// How many projects and repositories somebody sees, and how much the whole stores.
///
/// @param storage bytes of distinct blobs, summed over projects
public record Statistics(
    long privateProjects,
    long privateRepositories,
    long publicProjects,
    long publicRepositories,
    long storage) {}
