package portolan.language.access;

import java.util.Set;

/// What a robot may do in one scope.
///
/// @param kind `project` or `system`
/// @param namespace a project's name, `*` for all projects, `/` for the system
public record Grant(String kind, String namespace, Set<Permission> access) {}
