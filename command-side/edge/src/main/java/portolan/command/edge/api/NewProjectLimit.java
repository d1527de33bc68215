package portolan.command.edge.api;

/// What a project may store when nobody says otherwise.
///
/// @param bytes -1 for no limit
public record NewProjectLimit(long bytes) {}
