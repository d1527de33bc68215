package portolan.query.follow;

import io.r2dbc.spi.Parameters;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A column of a read model, and how its values travel as parameters.
public record Column(String name, Type type) {

  private static final char INSTEAD = '\ufffd';
  private static final String NUL_IN_JSON = "\\u0000";
  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  /// The types that read models use.
  enum Type {
    INTEGER("int", "int", Integer.class),
    BIGINT("bigint", "bigint", Long.class),
    TEXT("text", "text", String.class),
    BOOLEAN("boolean", "boolean", Boolean.class),
    TIME("timestamptz", "timestamptz", Instant.class),
    /// Travels as text.
    JSON("jsonb", "text", String.class);

    private final String stored;
    private final String sent;
    private final Class<?> javaType;

    Type(String stored, String sent, Class<?> javaType) {
      this.stored = stored;
      this.sent = sent;
      this.javaType = javaType;
    }

    @Nullable Object[] array(int length) {
      return (@Nullable Object[]) Array.newInstance(javaType, length);
    }
  }

  public static Column integer(String name) {
    return new Column(name, Type.INTEGER);
  }

  public static Column bigint(String name) {
    return new Column(name, Type.BIGINT);
  }

  public static Column text(String name) {
    return new Column(name, Type.TEXT);
  }

  public static Column bool(String name) {
    return new Column(name, Type.BOOLEAN);
  }

  public static Column time(String name) {
    return new Column(name, Type.TIME);
  }

  public static Column json(String name) {
    return new Column(name, Type.JSON);
  }

  /// `$2::text[]`
  String arrayPlaceholder(int number) {
    return placeholder(number) + "[]";
  }

  /// `$2::text`
  String placeholder(int number) {
    return "$" + number + "::" + type.sent;
  }

  /// `unnest($2::text[])::jsonb`: the values of an array parameter in the stored type.
  String storedValues(int number) {
    return stored("unnest(" + arrayPlaceholder(number) + ")");
  }

  /// `$2::text::jsonb`
  String storedPlaceholder(int number) {
    return stored(placeholder(number));
  }

  /// The column of rows that were sent, in its stored type.
  String ofRows() {
    return stored("u." + name);
  }

  private String stored(String sent) {
    return type == Type.JSON ? sent + "::" + type.stored : sent;
  }

  /// One value as a parameter, null too.
  Object value(@Nullable Object value) {
    var fitting = fitting(value);
    return fitting == null ? Parameters.in(type.javaType) : fitting;
  }

  /// The values of many rows as an array parameter.
  ///
  /// @param place of the column in each row
  Object array(List<? extends List<? extends @Nullable Object>> rows, int place) {
    var array = type.array(rows.size());
    for (int i = 0; i < array.length; i++) {
      array[i] = fitting(rows.get(i).get(place));
    }
    return array;
  }

  private @Nullable Object fitting(@Nullable Object value) {
    return switch (value) {
      case Long number when type == Type.INTEGER -> Math.toIntExact(number);
      case Integer number when type == Type.BIGINT -> number.longValue();
      case String text -> storable(text);
      case Instant time -> time.truncatedTo(ChronoUnit.MICROS); // what PostgreSQL keeps
      case null -> null;
      default -> value;
    };
  }

  /// PostgreSQL keeps no NUL. Texts with one are refused at the door; should the history have one
  /// nevertheless, reading goes on.
  private String storable(String text) {
    var plain = text.replace('\0', INSTEAD);
    return type == Type.JSON && plain.contains(NUL_IN_JSON)
        ? ESCAPED_NUL.matcher(plain).replaceAll("$1" + INSTEAD)
        : plain;
  }
}
