/// Tags: names of a repository that point at one artifact each, and move.
@NullMarked
package portolan.command.tag;

import org.jspecify.annotations.NullMarked;
