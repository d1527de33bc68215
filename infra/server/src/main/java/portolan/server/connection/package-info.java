/// The connections to PostgreSQL and Redis, and the tables that have to be there.
///
/// Without PostgreSQL the program does not start; without Redis it starts and lives.
@NullMarked
package portolan.server.connection;

import org.jspecify.annotations.NullMarked;
