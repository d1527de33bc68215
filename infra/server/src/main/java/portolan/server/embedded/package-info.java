/// Brings its own database and cache along, so that one command is enough to start.
///
/// Both are real servers that live as processes of their own: when this program is killed they go
/// on, and its next start takes them up again.
@NullMarked
package portolan.server.embedded;

import org.jspecify.annotations.NullMarked;
