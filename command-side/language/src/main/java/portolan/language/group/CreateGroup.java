package portolan.language.group;

import portolan.language.message.Command;

/// Let the registry know a group, so that it can be given roles.
///
/// @param ldapDn where an LDAP directory has it; empty for other kinds
public record CreateGroup(String name, GroupKind kind, String ldapDn) implements Command<GroupId> {}
