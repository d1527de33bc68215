package portolan.edge.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;

/// What the web framework itself refuses, in Harbor's codes: a body or parameter that does not fit
/// is 422, whatever the framework calls it.
final class WebFailures {
  private WebFailures() {}

  static Optional<ErrorAnswer> answer(Throwable failure) {
    return switch (failure) {
      case ResponseStatusException web when caused(web, DataBufferLimitException.class) ->
          Optional.of(ErrorAnswer.of(413, "REQUEST_ENTITY_TOO_LARGE", "the body is too large"));
      case UnsupportedMediaTypeStatusException web ->
          unprocessable("unsupported media type " + Sentences.quoted("" + web.getContentType()));
      case ServerWebInputException web -> unprocessable(complaint(web));
      case ResponseStatusException web when web.getStatusCode().value() < 500 ->
          Optional.of(plain(web.getStatusCode().value()));
      case DataBufferLimitException _ ->
          Optional.of(ErrorAnswer.of(413, "REQUEST_ENTITY_TOO_LARGE", "the body is too large"));
      case DecodingException _ -> unprocessable("the body is not valid JSON");
      default -> Optional.empty();
    };
  }

  private static Optional<ErrorAnswer> unprocessable(String why) {
    return Optional.of(ErrorAnswer.of(422, "UNPROCESSABLE_ENTITY", Sentences.validation(why)));
  }

  private static String complaint(ServerWebInputException web) {
    if (web instanceof MissingRequestValueException missing) {
      return "%s in %s is required"
          .formatted(missing.getName(), missing.getLabel().replace(" parameter", ""));
    }
    var parameter = web.getMethodParameter();
    if (web.getCause() instanceof TypeMismatchException mismatch && parameter != null) {
      return "%s in %s must be of type %s: %s"
          .formatted(
              parameter.getParameterName(),
              place(parameter),
              type(parameter.getParameterType()),
              Sentences.quoted("" + mismatch.getValue()));
    }
    return caused(web, JacksonException.class)
        ? "the body does not have the form that this operation takes"
        : "the body is missing or not valid JSON";
  }

  private static String place(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(PathVariable.class) ? "path" : "query";
  }

  private static String type(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "int64" : "string";
  }

  private static ErrorAnswer plain(int status) {
    return switch (status) {
      case 401 -> ErrorAnswer.of(401, "UNAUTHORIZED", "unauthorized");
      case 403 -> ErrorAnswer.of(403, "FORBIDDEN", "forbidden");
      case 404 -> ErrorAnswer.of(404, "NOT_FOUND", "not found");
      case 405 -> ErrorAnswer.of(405, "METHOD_NOT_ALLOWED", "method not allowed");
      case 413 -> ErrorAnswer.of(413, "REQUEST_ENTITY_TOO_LARGE", "the body is too large");
      case 429 -> ErrorAnswer.of(429, "TOO_MANY_REQUEST", "too many requests");
      default -> ErrorAnswer.of(status, "BAD_REQUEST", reason(status));
    };
  }

  private static String reason(int status) {
    var known = HttpStatus.resolve(status);
    return known == null ? "bad request" : known.getReasonPhrase();
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
