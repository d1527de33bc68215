/// Long lists in pages: how `page`, `page_size`, `sort` and `q` are read, and how a list says how
/// long it is and where it goes on.
@NullMarked
package portolan.edge.paging;

import org.jspecify.annotations.NullMarked;
