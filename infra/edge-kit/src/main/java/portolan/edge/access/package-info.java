/// Who may do what: one table of resources, actions and roles, and the one function that reads it.
///
/// No handler compares roles. What is not in the table is not allowed.
@NullMarked
package portolan.edge.access;

import org.jspecify.annotations.NullMarked;
