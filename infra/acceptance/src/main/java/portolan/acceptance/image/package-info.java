/// Images and other artifacts, made for a test, and a repository that holds them.
@NullMarked
package portolan.acceptance.image;

import org.jspecify.annotations.NullMarked;
