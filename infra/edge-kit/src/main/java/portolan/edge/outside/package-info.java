/// Calls to servers that others run: what they answer is bounded, where they send us is not
/// followed, and who they are is proven by their certificate unless an administrator says
/// otherwise.
@NullMarked
package portolan.edge.outside;

import org.jspecify.annotations.NullMarked;
