package portolan.edge.ldap;

/// A group as the directory has it.
public record LdapGroup(String name, String dn) {}
