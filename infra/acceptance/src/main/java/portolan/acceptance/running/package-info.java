/// The registry as it runs: as one process, or as nginx with three nodes behind it.
///
/// Everything that is started here is ended here, and nothing else is.
@NullMarked
package portolan.acceptance.running;

import org.jspecify.annotations.NullMarked;
