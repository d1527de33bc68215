package portolan.edge.error;

import java.util.Optional;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
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
      case ResponseStatusException web when web.getStatusCode().value() == 415 ->
          unprocessable(mediaType(web));
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

  private static String mediaType(ResponseStatusException web) {
    return web instanceof UnsupportedMediaTypeStatusException told && told.getContentType() != null
        ? "unsupported media type " + Sentences.quoted(told.getContentType().toString())
        : "unsupported media type, only application/json is allowed";
  }

  private static String complaint(ServerWebInputException web) {
    if (web instanceof MissingRequestValueException missing) {
      return "%s in %s is required"
          .formatted(missing.getName(), missing.getLabel().replace(" parameter", ""));
    }
    var parameter = web.getMethodParameter();
    if (web.getCause() instanceof TypeMismatchException mismatch && parameter != null) {
      return "%s must be of type %s: %s"
          .formatted(
              place(parameter),
              Types.name(parameter.getParameterType()),
              Sentences.quoted("" + mismatch.getValue()));
    }
    return Errors.cause(web, JacksonException.class)
        .map(BodyComplaint::of)
        .orElse("the body is missing or not valid JSON");
  }

  /// A parameter as clients know it: `with_detail in query`.
  private static String place(MethodParameter parameter) {
    var header = parameter.getParameterAnnotation(RequestHeader.class);
    if (header != null) {
      return name(parameter, header.name()) + " in header";
    }
    var variable = parameter.getParameterAnnotation(PathVariable.class);
    if (variable != null) {
      return name(parameter, variable.name()) + " in path";
    }
    var query = parameter.getParameterAnnotation(RequestParam.class);
    return name(parameter, query == null ? "" : query.name()) + " in query";
  }

  private static String name(MethodParameter parameter, String given) {
    return given.isEmpty() ? "" + parameter.getParameterName() : given;
  }

  private static ErrorAnswer plain(int status) {
    return switch (status) {
      case 401 -> ErrorAnswer.of(401, "UNAUTHORIZED", "unauthorized");
      case 403 -> ErrorAnswer.of(403, "FORBIDDEN", "forbidden");
      case 404 -> ErrorAnswer.of(404, "NOT_FOUND", "not found");
      case 405 -> ErrorAnswer.of(405, "METHOD_NOT_ALLOWED", "method not allowed");
      case 406 -> ErrorAnswer.of(406, "NOT_ACCEPTABLE", reason(406));
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
    return Errors.cause(failure, kind).isPresent();
  }
}
