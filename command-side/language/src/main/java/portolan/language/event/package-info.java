/// How history is spoken of: events, their names, what travels with them, and where they stand in
/// the log.
///
/// An event is a record, has a name and a revision of its own, and holds no secret. Personal data
/// is sealed.
@NullMarked
package portolan.language.event;

import org.jspecify.annotations.NullMarked;
