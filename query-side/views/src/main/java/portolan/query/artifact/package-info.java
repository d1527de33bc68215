/// Artifacts as readers see them: what was pushed, what an index lists, what refers to what.
///
/// A list shows what has a tag or stands alone; what refers to a subject is shown with the subject.
@NullMarked
package portolan.query.artifact;

import org.jspecify.annotations.NullMarked;
