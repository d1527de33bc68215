/// Projects: what repositories, members, robots and quota belong to.
@NullMarked
package portolan.language.project;

import org.jspecify.annotations.NullMarked;
