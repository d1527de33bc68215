/// What people and tools read over REST: projects, members, repositories, artifacts, people,
/// robots, quotas and what was done, in the form that Harbor's clients know.
///
/// Every operation asks once whether the caller may, and what a caller may not see looks like what
/// is not there.
@NullMarked
package portolan.query.edge.api;

import org.jspecify.annotations.NullMarked;
