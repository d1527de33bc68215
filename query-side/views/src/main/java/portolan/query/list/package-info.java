/// How lists are asked of the database: which rows, in which order, which page.
///
/// A list is two statements, the page and the count, whatever the number of rows. Values only ever
/// travel as parameters.
@NullMarked
package portolan.query.list;

import org.jspecify.annotations.NullMarked;
