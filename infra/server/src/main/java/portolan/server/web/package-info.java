/// The web server that every request comes in at, with bounded heads and times.
@NullMarked
package portolan.server.web;

import org.jspecify.annotations.NullMarked;
