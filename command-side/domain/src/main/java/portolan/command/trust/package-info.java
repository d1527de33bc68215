/// Whose workloads a project trusts: rules are made, changed and deleted, and tokens exchanged by
/// them.
///
/// An exchange is decided by a rule that is held meanwhile, so that none slips through while its
/// rule is changed.
@NullMarked
package portolan.command.trust;

import org.jspecify.annotations.NullMarked;
