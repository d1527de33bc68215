/// How an edge speaks to the two sides: commands that answer once everyone can read what they
/// wrote, and queries whose hot answers come from memory.
@NullMarked
package portolan.edge.message;

import org.jspecify.annotations.NullMarked;
