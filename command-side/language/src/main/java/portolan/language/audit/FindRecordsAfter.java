package portolan.language.audit;

import portolan.language.event.Position;
import portolan.language.message.Query;

/// The audit records that the log holds after a position, in the order of the log: all that came
/// with an event, or none of it. Those that are only sent elsewhere are among them; those from
/// before an address was set for them are not.
///
/// @param most about how many
public record FindRecordsAfter(Position after, int most) implements Query<AuditRecords> {}
