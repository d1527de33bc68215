/// The whole program seen from outside: started as its users start it, and spoken to as its users
/// speak to it.
///
/// Nothing here knows a class of the program. Only 127.0.0.1 is ever called.
@NullMarked
package portolan.acceptance;

import org.jspecify.annotations.NullMarked;
