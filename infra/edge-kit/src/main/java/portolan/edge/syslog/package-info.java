/// Where audit records are sent besides being kept.
@NullMarked
package portolan.edge.syslog;

import org.jspecify.annotations.NullMarked;
