package portolan.language.project;

import java.util.Map;
import portolan.language.access.Role;

/// A project in figures.
///
/// @param members how many hold each role; roles that nobody holds are absent
/// @param hard the storage limit in bytes, -1 for none
/// @param used bytes
public record ProjectSummary(long repositories, Map<Role, Long> members, long hard, long used) {}
