package portolan.server.configuration;

/// What a node does. One process can have all roles, or each role its own processes.
public enum Role {
  /// Takes pushes and every other change.
  COMMAND,
  /// Answers pulls, lists and every other question.
  QUERY,
  /// Does the long work in the background.
  JOBS,
  /// Serves the web console.
  PORTAL
}
