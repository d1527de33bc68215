/// Who is calling: the person, robot or nobody behind a request, how they proved it, and from
/// where.
///
/// Wrong credentials never become another identity: the caller is anonymous and says so, and each
/// edge decides what that means. A store that cannot be asked is a refusal, never an anonymous
/// caller.
@NullMarked
package portolan.edge.identity;

import org.jspecify.annotations.NullMarked;
