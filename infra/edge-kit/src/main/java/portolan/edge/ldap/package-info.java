/// People who are kept in an LDAP directory: found by a search, proven by a bind as themselves, and
/// known here from their first sign-in on.
@NullMarked
package portolan.edge.ldap;

import org.jspecify.annotations.NullMarked;
