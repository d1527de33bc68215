package portolan.edge.ldap;

import java.util.List;

/// A person as the directory has them.
///
/// @param groups distinguished names
public record LdapPerson(
    String dn, String name, String realName, String email, List<String> groups) {}
