/// Groups of people that an identity provider knows: an LDAP directory, an OIDC provider, or an
/// authentication proxy. Who is in one is the provider's business, and learned at each sign-in.
@NullMarked
package portolan.language.group;

import org.jspecify.annotations.NullMarked;
