/// What lists are asked by: which page, in which order, and which rows.
///
/// Keys have passed the operation's allow-list before they get here; values are text and only ever
/// bound as parameters.
@NullMarked
package portolan.language.list;

import org.jspecify.annotations.NullMarked;
