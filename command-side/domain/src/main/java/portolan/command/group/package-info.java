/// Groups of people that the registry knows by name, so that projects can give them roles.
@NullMarked
package portolan.command.group;

import org.jspecify.annotations.NullMarked;
