/// The REST API, resource by resource, each through its life: made, read back at once, changed,
/// listed, deleted, gone.
@NullMarked
package portolan.acceptance.rest;

import org.jspecify.annotations.NullMarked;
