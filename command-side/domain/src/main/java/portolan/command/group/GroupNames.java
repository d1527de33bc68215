package portolan.command.group;

import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;

/// The names of known groups: unique in their kind, for LDAP by distinguished name.
public interface GroupNames {

  /// Takes the name; false when a known group has it.
  boolean reserve(GroupId group, GroupKind kind, String name, String ldapDn);

  /// Replaces the name; false when another known group has it.
  boolean rename(GroupId group, String name);

  void release(GroupId group);

  boolean lives(GroupId group);
}
