/// Decides about settings of the whole registry: what changes, and that the way of signing in stays
/// once people have accounts.
@NullMarked
package portolan.command.configuration;

import org.jspecify.annotations.NullMarked;
