package portolan.language.group;

/// A group, as it is shown.
public record GroupDetails(GroupId id, String name, GroupKind kind, String ldapDn) {}
