/// Every "no" the product gives, as data. One place on the edge words them.
@NullMarked
package portolan.language.refusal;

import org.jspecify.annotations.NullMarked;
