package portolan.language.repository;

/// How far the clearing of a repository is.
///
/// @param whole whether nothing is left
public record Cleared(boolean whole) {}
