/// The one program that is Portolan: it puts the parts together and runs them in the roles that
/// this node was given.
///
/// Only this module makes beans, and only it knows every other module.
@NullMarked
package portolan.server;

import org.jspecify.annotations.NullMarked;
