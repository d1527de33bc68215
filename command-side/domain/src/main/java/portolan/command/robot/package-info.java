/// Robots: accounts for programs, with grants that say all they may do.
///
/// A name is unique within its project, or among the robots of the system; it is free again when
/// the robot is deleted.
@NullMarked
package portolan.command.robot;

import org.jspecify.annotations.NullMarked;
