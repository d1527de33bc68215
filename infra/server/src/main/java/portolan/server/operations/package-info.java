/// What operators look at: is it alive, is it ready, what does it count, what is wrong.
@NullMarked
package portolan.server.operations;

import org.jspecify.annotations.NullMarked;
