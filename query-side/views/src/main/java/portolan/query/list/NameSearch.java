package portolan.query.list;

import static java.util.Objects.requireNonNull;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.query.Database;
import reactor.core.publisher.Mono;

/// Finds rows of a table by a part of their name, whatever the case, ordered by name.
///
/// A database looks at each row for that, and again to count them: 20,000 take 8 ms. So the names
/// are kept in memory, where it takes 0.4 ms, and the statement that reads the page tells whether
/// they are still these. What is kept is never older than the page.
public final class NameSearch {
  /// Of longer lists nothing is kept.
  static final int MOST = 100_000;

  /// For a load that somebody else began; after it, the database answers.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Names NONE = new Names(new UUID(0, 0), List.of());

  private final Database database;
  private final String table;
  private final String alias;
  private final String listed;
  private final int most;
  private final Mono<Void> loading;
  private volatile Names names = NONE;
  private volatile boolean tooLong; // and stays so until the program starts again

  private record Name(int id, String folded) {}

  /// @param change what `list_change` said of them
  private record Names(UUID change, List<Name> all) {

    /// The ids of a page of those with a part, and how many these are.
    Page<Integer> with(String part, PageRequest page) {
      long end = page.offset() + Math.min(page.limit(), all.size());
      var ids = new ArrayList<Integer>();
      long found = 0;
      for (var name : all) {
        if (name.folded.contains(part)) {
          if (found >= page.offset() && found < end) {
            ids.add(name.id);
          }
          found++;
        }
      }
      return new Page<>(ids, found);
    }
  }

  /// A row, or none, and what `list_change` says at the same moment.
  private record Read<T>(UUID change, @Nullable T row) {}

  /// @param table one of those in `list_change`
  /// @param alias what conditions and columns call the table
  /// @param listed the condition for a row to be listed
  public NameSearch(Database database, String table, String alias, String listed) {
    this(database, table, alias, listed, MOST);
  }

  NameSearch(Database database, String table, String alias, String listed, int most) {
    this.database = database;
    this.table = table;
    this.alias = alias;
    this.listed = listed;
    this.most = most;
    this.loading = load().flux().share().then().timeout(PATIENCE, Mono.empty());
  }

  /// The page of rows whose name has a part, and how many rows have it; empty where the list is too
  /// long, or changes all the time.
  ///
  /// @param columns the `id` among them
  public <T> Mono<Page<T>> page(
      String part, PageRequest page, String columns, Function<Readable, T> row) {
    if (tooLong) {
      return Mono.empty();
    }
    var read = Mono.defer(() -> read(names, folded(part), page, columns, row));
    return read.switchIfEmpty(loading.then(read));
  }

  private <T> Mono<Page<T>> read(
      Names known, String part, PageRequest page, String columns, Function<Readable, T> row) {
    var found = known.with(part, page);
    return database
        .list(
            """
            SELECT c.change, %1$s FROM list_change c LEFT JOIN %2$s %3$s ON %3$s.id = ANY ($2)
            WHERE c.list = $1 ORDER BY %3$s.name, %3$s.id\
            """
                .formatted(columns, table, alias),
            it -> new Read<>(change(it), integerOrNull(it, "id") == null ? null : row.apply(it)),
            table,
            found.items().toArray(Integer[]::new))
        .filter(rows -> rows.getFirst().change.equals(known.change))
        .map(rows -> new Page<>(present(rows), found.total()));
  }

  /// One statement sees the names and their change as of one moment.
  private Mono<List<Read<Name>>> load() {
    return Mono.defer(() ->
        database
            .list(
                """
                SELECT c.change, %2$s.id, %2$s.name FROM list_change c LEFT JOIN %1$s %2$s ON %3$s
                WHERE c.list = $1 ORDER BY %2$s.name, %2$s.id LIMIT $2\
                """
                    .formatted(table, alias, listed),
                row -> new Read<>(change(row), name(row)),
                table,
                most + 1)
            .doOnNext(this::keep));
  }

  private void keep(List<Read<Name>> rows) {
    tooLong = rows.size() > most;
    names = tooLong ? NONE : new Names(rows.getFirst().change, present(rows));
  }

  private static UUID change(Readable row) {
    return requireNonNull(row.get("change", UUID.class));
  }

  private static @Nullable Name name(Readable row) {
    var id = integerOrNull(row, "id");
    var name = textOrNull(row, "name");
    return id == null || name == null ? null : new Name(id, folded(name));
  }

  private static <T> List<T> present(List<Read<T>> rows) {
    var all = new ArrayList<T>(rows.size());
    for (var read : rows) {
      if (read.row != null) {
        all.add(read.row);
      }
    }
    return List.copyOf(all);
  }

  /// Without the capital letters of ASCII, as `ILIKE` sees texts that are ordered as bytes.
  private static String folded(String text) {
    var all = text.toCharArray();
    for (int i = 0; i < all.length; i++) {
      if (all[i] >= 'A' && all[i] <= 'Z') {
        all[i] += 'a' - 'A';
      }
    }
    return new String(all);
  }
}
