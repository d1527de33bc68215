package portolan.query.list;

import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.number;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

  private static final Names NONE = new Names(-1, List.of());

  private final Database database;
  private final String table;
  private final String alias;
  private final String listed;
  private final int most;
  private volatile Names names = NONE;
  private volatile boolean tooLong;

  private record Name(int id, String lowerCase) {}

  /// @param change the transaction that made them so
  private record Names(long change, List<Name> all) {

    /// The ids of a page of those with a part, and how many these are.
    Page<Integer> with(String part, PageRequest page) {
      long end = page.offset() + Math.min(page.limit(), all.size());
      var ids = new ArrayList<Integer>();
      long found = 0;
      for (var name : all) {
        if (name.lowerCase.contains(part)) {
          if (found >= page.offset() && found < end) {
            ids.add(name.id);
          }
          found++;
        }
      }
      return new Page<>(ids, found);
    }
  }

  /// A page, if the names that it was found by are still these.
  ///
  /// @param change the transaction that changed names last
  private record Read<T>(long change, Optional<T> row) {}

  /// @param table whose change `list_change` has
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
    var search = new Search<>(part.toLowerCase(Locale.ROOT), page, columns, row);
    return read(search).switchIfEmpty(load().then(read(search)));
  }

  private record Search<T>(
      String part, PageRequest page, String columns, Function<Readable, T> row) {}

  private <T> Mono<Page<T>> read(Search<T> search) {
    return Mono.defer(() -> {
      var known = names;
      if (known.change < 0) {
        return Mono.empty();
      }
      var found = known.with(search.part, search.page);
      return database
          .list(
              """
              SELECT c.transaction_id, %1$s
              FROM list_change c LEFT JOIN %2$s %3$s ON %3$s.id = ANY ($2)
              WHERE c.list = $1 ORDER BY %3$s.name, %3$s.id\
              """
                  .formatted(search.columns, table, alias),
              it -> read(it, search.row),
              table,
              found.items().toArray(Integer[]::new))
          .filter(rows -> rows.getFirst().change == known.change)
          .map(rows ->
              new Page<>(rows.stream().flatMap(it -> it.row.stream()).toList(), found.total()));
    });
  }

  private static <T> Read<T> read(Readable it, Function<Readable, T> row) {
    return new Read<>(
        number(it, "transaction_id"),
        integerOrNull(it, "id") == null ? Optional.empty() : Optional.of(row.apply(it)));
  }

  /// One statement sees the names and their change as of one moment.
  private Mono<Void> load() {
    return database
        .list(
            """
            SELECT c.transaction_id, %2$s.id, %2$s.name FROM list_change c LEFT JOIN %1$s %2$s ON %3$s
            WHERE c.list = $1 ORDER BY %2$s.name, %2$s.id LIMIT $2\
            """
                .formatted(table, alias, listed),
            row -> new Read<>(number(row, "transaction_id"), name(row)),
            table,
            most + 1)
        .doOnNext(this::keep)
        .then();
  }

  private void keep(List<Read<Name>> rows) {
    tooLong = rows.size() > most;
    names = tooLong ? NONE : names(rows);
  }

  private static Optional<Name> name(Readable row) {
    var id = Optional.ofNullable(integerOrNull(row, "id"));
    return id.map(it ->
        new Name(
            it, Objects.requireNonNullElse(textOrNull(row, "name"), "").toLowerCase(Locale.ROOT)));
  }

  private static Names names(List<Read<Name>> rows) {
    var all = new ArrayList<Name>(rows.size());
    rows.forEach(row -> row.row.ifPresent(all::add));
    return new Names(rows.getFirst().change, List.copyOf(all));
  }
}
