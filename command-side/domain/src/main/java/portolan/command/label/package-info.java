/// Labels: made, changed and deleted, each by itself.
///
/// A name is unique among the labels of a project, or of the whole registry, while the label lives.
@NullMarked
package portolan.command.label;

import org.jspecify.annotations.NullMarked;
