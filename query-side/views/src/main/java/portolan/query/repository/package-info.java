/// Repositories as readers see them, and which blobs each of them holds.
@NullMarked
package portolan.query.repository;

import org.jspecify.annotations.NullMarked;
