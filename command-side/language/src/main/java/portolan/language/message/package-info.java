/// What every message is: a command or a query, and the answer it promises.
@NullMarked
package portolan.language.message;

import org.jspecify.annotations.NullMarked;
