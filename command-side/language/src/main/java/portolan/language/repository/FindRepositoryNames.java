package portolan.language.repository;

import java.util.List;
import portolan.language.message.Query;

/// The full names (`project/path`) of all repositories that hold an artifact, in byte order of the
/// full name.
///
/// @param after only names after this one, which need not exist; empty for the beginning
/// @param limit at most so many names
public record FindRepositoryNames(String after, int limit) implements Query<List<String>> {}
