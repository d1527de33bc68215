package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What PostgreSQL makes of the arrays that it is sent.
class BinaryArraysTest {
  private final ReadModelsFixture views = new ReadModelsFixture();
  private final Database database = new Database(views.postgres.connections());

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void holdTheirElements() {
    assertThat(seen("int[]", new Integer[] {1, null, Integer.MIN_VALUE}))
        .containsExactly("1", "null", "-2147483648");
    assertThat(seen("bigint[]", new Long[] {Long.MAX_VALUE, null, -1L}))
        .containsExactly("9223372036854775807", "null", "-1");
    assertThat(seen("boolean[]", new Boolean[] {true, false, null}))
        .containsExactly("true", "false", "null");
    assertThat(seen("text[]", new String[] {"", null, "\"a,b\\{}\"", "NULL", "äß 漢字 🚢"}))
        .containsExactly("", "null", "\"a,b\\{}\"", "NULL", "äß 漢字 🚢");
  }

  @Test
  void holdTimesToTheMicrosecond() {
    var times =
        new Instant[] {
          Instant.parse("2026-11-29T12:00:00.123456Z"),
          null,
          Instant.parse("1999-12-31T23:59:59.9Z")
        };
    assertThat(seen("timestamptz[]", times))
        .containsExactly("2026-11-29T12:00:00.123456Z", "null", "1999-12-31T23:59:59.900000Z");
  }

  @Test
  void mayBeEmptyOrLong() {
    assertThat(seen("text[]", new String[0])).isEmpty();
    var many = new String[100_000];
    java.util.Arrays.fill(many, "sha256:" + "0".repeat(64));
    assertThat(seen("text[]", many)).hasSize(many.length).containsOnly(many[0]);
  }

  @Test
  void areTexts_WhereHalfACharacterIsMissing() {
    assertThat(seen("text[]", new String[] {"a\ud83d", "b"})).containsExactly("a?", "b");
  }

  private List<String> seen(String type, Object array) {
    var text =
        type.startsWith("timestamp")
            ? "to_char(v AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
            : "v::text";
    return database
        .list(
            "SELECT coalesce(%s, 'null') AS v FROM unnest($1::%s) WITH ORDINALITY u(v, n) ORDER BY n"
                .formatted(text, type),
            row -> String.valueOf(row.get("v")),
            array)
        .block();
  }
}
