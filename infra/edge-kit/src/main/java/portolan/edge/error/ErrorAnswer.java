package portolan.edge.error;

import java.util.List;

/// An error as a client gets it.
///
/// @param details one entry of the answer for each, with this detail; none makes one without
/// @param retryAfterSeconds for `Retry-After`; 0 for no such header
public record ErrorAnswer(
    int status, String code, String message, List<?> details, int retryAfterSeconds) {

  public ErrorAnswer {
    details = List.copyOf(details);
  }

  public static ErrorAnswer of(int status, String code, String message) {
    return new ErrorAnswer(status, code, message, List.of(), 0);
  }

  public ErrorAnswer withDetails(List<?> more) {
    return new ErrorAnswer(status, code, message, more, retryAfterSeconds);
  }

  public ErrorAnswer retryAfter(int seconds) {
    return new ErrorAnswer(status, code, message, details, seconds);
  }
}
