package portolan.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads columns of a row that are never null, but where the name says so.
public final class Row {
  private Row() {}

  public static int integer(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Integer.class), column);
  }

  public static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  public static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  public static boolean truth(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Boolean.class), column);
  }

  public static Instant time(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Instant.class), column);
  }

  public static @Nullable String textOrNull(Readable row, String column) {
    return row.get(column, String.class);
  }

  public static @Nullable Instant timeOrNull(Readable row, String column) {
    return row.get(column, Instant.class);
  }

  public static @Nullable Integer integerOrNull(Readable row, String column) {
    return row.get(column, Integer.class);
  }
}
