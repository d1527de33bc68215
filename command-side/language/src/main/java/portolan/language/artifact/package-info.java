/// Artifacts: what a manifest's push makes of a repository and a digest.
@NullMarked
package portolan.language.artifact;

import org.jspecify.annotations.NullMarked;
