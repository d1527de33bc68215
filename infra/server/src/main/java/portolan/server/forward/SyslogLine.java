package portolan.server.forward;

import java.time.temporal.ChronoUnit;
import java.util.Objects;
import portolan.language.audit.AuditedOperation;

/// An audit record as a line of RFC 5424: facility 13 (log audit), severity 6 (informational), the
/// application `audit`, the kind of operation as the message's id, and pairs `name="value"` in
/// which quotes and backslashes are escaped and control characters are not there.
///
/// @param host the name of this machine
/// @param process the number of this process
public record SyslogLine(String host, long process) {
  private static final int PRIORITY = 13 * 8 + 6;
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_ID = 32;

  public String of(AuditedOperation operation) {
    var time = operation.at().truncatedTo(ChronoUnit.MILLIS);
    var kind = operation.operation() + "_" + operation.resourceType();
    return "<%d>1 %s %s audit %d %s - operator=%s time=%s resourceType=%s action=%s resource=%s operation_description=%s operation_result=%s"
        .formatted(
            PRIORITY,
            time,
            word(host, LONGEST_HOST),
            process,
            word(kind, LONGEST_ID),
            quoted(Objects.requireNonNullElse(operation.actorName(), "")),
            quoted(time.toString()),
            quoted(operation.resourceType()),
            quoted(operation.operation()),
            quoted(operation.resource()),
            quoted(operation.description()),
            quoted(Boolean.toString(operation.result())));
  }

  /// Printable ASCII without blanks; `-` for nothing.
  private static String word(String text, int longest) {
    var word = text.replaceAll("[^\\x21-\\x7e]", "");
    return word.isEmpty() ? "-" : word.substring(0, Math.min(longest, word.length()));
  }

  private static String quoted(String text) {
    var plain = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
