package portolan.language.audit;

import java.util.List;
import portolan.language.event.Position;

/// A part of the audit records.
///
/// @param upTo the position in the log from which to go on
public record AuditRecords(List<AuditedOperation> records, Position upTo) {
  public AuditRecords {
    records = List.copyOf(records);
  }
}
