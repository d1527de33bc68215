/// Sends audit records to a syslog server, each at least once and in the order of the log.
@NullMarked
package portolan.server.forward;

import org.jspecify.annotations.NullMarked;
