/// What the registry promises of its API, beside what it does: every operation that it describes,
/// for every kind of caller, with good input and with bad.
@NullMarked
package portolan.acceptance.contract;

import org.jspecify.annotations.NullMarked;
