package portolan.query.list;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import portolan.language.refusal.Refusal;

/// What a key of a list means in SQL, and of which kind its values are.
public record Field(String expression, Kind kind) {

  /// What values are converted to before they are bound.
  public enum Kind {
    TEXT("text"),
    /// Text that is the same only in the same case, also in part.
    CASED("text"),
    /// Text without capital letters, as names of projects and repositories are.
    LOWER_CASE("text"),
    NUMBER("bigint"),
    TIME("timestamptz"),
    FLAG("boolean");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  public static Field text(String expression) {
    return new Field(expression, Kind.TEXT);
  }

  public static Field cased(String expression) {
    return new Field(expression, Kind.CASED);
  }

  public static Field lowerCase(String expression) {
    return new Field(expression, Kind.LOWER_CASE);
  }

  public static Field number(String expression) {
    return new Field(expression, Kind.NUMBER);
  }

  public static Field time(String expression) {
    return new Field(expression, Kind.TIME);
  }

  public static Field flag(String expression) {
    return new Field(expression, Kind.FLAG);
  }

  String sqlType() {
    return kind.sql;
  }

  /// The condition that a part of it is like [#pattern], whatever the case unless that counts.
  String like() {
    return expression
        + switch (kind) {
          case LOWER_CASE, CASED -> " LIKE ?";
          case TEXT, NUMBER, TIME, FLAG -> "::text ILIKE ?";
        };
  }

  String pattern(String part) {
    var text = kind == Kind.LOWER_CASE ? part.toLowerCase(Locale.ROOT) : part;
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  Object value(String text) {
    try {
      return switch (kind) {
        case TEXT, CASED, LOWER_CASE -> text;
        case NUMBER -> Long.valueOf(text);
        case TIME -> instant(text);
        case FLAG -> Boolean.valueOf(text);
      };
    } catch (RuntimeException e) {
      throw new Refusal.ParameterInvalid("q", "not a value: " + text).asException();
    }
  }

  Object values(List<String> texts) {
    return switch (kind) {
      case TEXT, CASED, LOWER_CASE -> texts.toArray(String[]::new);
      case NUMBER -> texts.stream().map(this::value).toArray(Long[]::new);
      case TIME -> texts.stream().map(this::value).toArray(Instant[]::new);
      case FLAG -> texts.stream().map(this::value).toArray(Boolean[]::new);
    };
  }

  /// Without a zone, UTC is meant.
  private static Instant instant(String text) {
    return text.matches(".*(?:Z|[+-]\\d\\d:?\\d\\d)$")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
