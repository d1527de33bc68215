/// What can be set.
///
/// Every setting stands once, in [Settings], with its default and its meaning; an unknown one is
/// refused at start.
@NullMarked
package portolan.server.configuration;

import org.jspecify.annotations.NullMarked;
