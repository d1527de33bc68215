package portolan.edge.error;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/// What is wrong with a body: which field of it is of the wrong type, in the words of JSON and
/// never in those of our own types.
final class BodyComplaint {
  private BodyComplaint() {}

  static String of(JacksonException failure) {
    return switch (failure) {
      case InputCoercionException _ -> field(failure) + " is out of range";
      case StreamReadException _ -> "the body is not valid JSON";
      case StreamConstraintsException _ -> "the body is nested too deeply, or a value is too long";
      case InvalidFormatException text when isUnstorable(text) ->
          field(failure) + " contains NUL or half a character";
      case MismatchedInputException mismatch ->
          field(failure) + " must be of type " + type(mismatch.getTargetType());
      default -> "the body does not have the form that this operation takes";
    };
  }

  /// A text where one is wanted is refused only because no database can keep it.
  private static boolean isUnstorable(InvalidFormatException failure) {
    return failure.getTargetType() == String.class && failure.getValue() instanceof String;
  }

  /// `permissions[0].access in body`, or the body itself.
  private static String field(JacksonException failure) {
    var path = new StringBuilder();
    for (var step : failure.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "the body" : Sentences.plain(path.toString()) + " in body";
  }

  private static String type(@Nullable Class<?> type) {
    if (type == null || Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "object";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "array";
    }
    return type == Instant.class ? "date-time" : Types.name(type);
  }
}
