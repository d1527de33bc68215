package portolan.edge.error;

import io.netty.handler.timeout.ReadTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

/// What a failed request answers. A refusal is worded; anything else is a fault: logged here, once,
/// with the request's id, and told to the client without its cause. A body that stops on its way is
/// the client's affair.
public final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final int DEEPEST_CAUSE = 10;

  private Errors() {}

  /// For `/v2`.
  public static ErrorAnswer forRegistry(Throwable failure, String requestId) {
    return answer(failure, requestId, OciWording::of);
  }

  /// For `/api` and everything beside `/v2`.
  public static ErrorAnswer forApi(Throwable failure, String requestId) {
    return refusal(failure)
        .map(ApiWording::of)
        .or(() -> WebFailures.answer(failure))
        .orElseGet(() -> fault(failure, requestId));
  }

  /// The refusal in a failure, wherever it was wrapped.
  public static Optional<Refusal> refusal(Throwable failure) {
    return cause(failure, RefusedException.class).map(RefusedException::refusal);
  }

  /// The first of a kind among a failure and its causes.
  static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static ErrorAnswer answer(
      Throwable failure, String requestId, Function<Refusal, ErrorAnswer> wording) {
    return refusal(failure).map(wording).orElseGet(() -> fault(failure, requestId));
  }

  private static ErrorAnswer fault(Throwable failure, String requestId) {
    if (cause(failure, ReadTimeoutException.class).isPresent()) {
      return ErrorAnswer.of(408, "REQUEST_TIMEOUT", "the body did not arrive in time");
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      LOG.debug("client went away, request {}", requestId);
    } else {
      LOG.error("request {} failed", requestId, failure);
    }
    return ErrorAnswer.of(500, "UNKNOWN", Sentences.INTERNAL)
        .withDetails(List.of(Map.of("request_id", requestId)));
  }
}
