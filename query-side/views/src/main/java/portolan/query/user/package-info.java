/// People with an account, as readers see them. Of a person who was erased nothing is shown.
@NullMarked
package portolan.query.user;

import org.jspecify.annotations.NullMarked;
