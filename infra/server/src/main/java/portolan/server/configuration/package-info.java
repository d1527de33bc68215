/// What can be set, and what follows from it: the web server, the connections to PostgreSQL and
/// Redis, and the tables.
///
/// Every setting stands once, in [Settings], with its default and its meaning; an unknown one is
/// refused at start.
@NullMarked
package portolan.server.configuration;

import org.jspecify.annotations.NullMarked;
