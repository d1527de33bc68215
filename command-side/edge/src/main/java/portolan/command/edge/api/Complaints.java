package portolan.command.edge.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

/// What is said of values that do not fit.
final class Complaints {
  private static final int LONGEST_NAME = 255;

  private Complaints() {}

  /// @param why what is said of the field: `contains illegal characters`
  static RefusedException badValue(String field, String why) {
    return badRequest(field, field + " " + why);
  }

  /// @param why in a whole sentence
  static RefusedException badRequest(String field, String why) {
    return new Refusal.ParameterInvalid(field, why).asException();
  }

  /// A text that may be absent, which counts as empty; beyond 255 characters it breaks the schema.
  static String text(String field, @Nullable String value) {
    if (value != null && value.length() > LONGEST_NAME) {
      throw new Refusal.BodyInvalid(field + " in body should be at most 255 chars long")
          .asException();
    }
    return value == null ? "" : value;
  }

  /// A list none of whose elements is null.
  static <T> List<T> whole(String field, List<T> list) {
    if (list.stream().anyMatch(Objects::isNull)) {
      throw badValue(field, "must not have null among them");
    }
    return list;
  }

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw badValue(field, "is required in body");
    }
    return value;
  }
}
