/// What more there is to see of an artifact than its manifest says: how an image was built, what a
/// chart's files are.
///
/// Everything here reads what strangers have pushed. It is read within bounds, is never unpacked to
/// a file, and comes out as text or JSON.
@NullMarked
package portolan.query.edge.api.addition;

import org.jspecify.annotations.NullMarked;
