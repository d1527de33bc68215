package portolan.query.list;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.refusal.Refusal;
import portolan.query.Database;
import portolan.query.Row;
import reactor.core.publisher.Mono;

/// A list in the making. Conditions mark their values with `?`, in order.
///
/// The keys of the page are found first, and its columns are read for those alone: so a page far
/// behind costs the keys before it, which an index has, and not their rows.
public final class Listing {
  private final String columns;
  private final Rows rows;
  private final Map<String, Field> fields;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final String count;
  private Optional<Listing> totals = Optional.empty();
  private Optional<Each> each = Optional.empty();

  private record Each(String column, String choices) {}

  /// @param columns what a row is read from
  /// @param rows which rows the list is made of
  /// @param fields what criteria and order may name
  public Listing(String columns, Rows rows, Map<String, Field> fields) {
    this(columns, rows, fields, "count(*)");
  }

  private Listing(String columns, Rows rows, Map<String, Field> fields, String count) {
    this.columns = columns;
    this.rows = rows;
    this.fields = fields;
    this.count = count;
  }

  /// Rows that each stand for several of a list: how many is in the column `total`.
  public static Listing totals(Rows rows, Map<String, Field> fields) {
    return new Listing("", rows, fields, "coalesce(sum(total), 0)::bigint");
  }

  /// How many rows a list has without any criterion, where the table `list_total` has that.
  ///
  /// @param list the name of its table
  /// @param scope the number of its project, or 0
  public static Listing whole(String list, int scope) {
    return totals(Rows.of("list_total n", "n.list"), Map.of())
        .where("n.list = ?", list)
        .where("n.scope = ?", scope);
  }

  /// Counts by totals in place of the rows themselves, of which there may be many.
  public Listing counted(Listing ready) {
    totals = Optional.of(ready);
    return this;
  }

  /// The same, unless criteria narrow the list.
  public Listing countedUnless(Criteria narrowed, Listing ready) {
    return narrowed.all().isEmpty() ? counted(ready) : this;
  }

  public Listing where(String condition, Object... bound) {
    conditions.add("(" + bound(condition, bound) + ")");
    return this;
  }

  /// Adds that a column has one of several values. The page is sought for each of these on its own,
  /// in an index that begins with the column, and put together from what is found.
  ///
  /// @param choices selects the values, each once
  public Listing each(String column, String choices, Object... bound) {
    each = Optional.of(new Each(column, bound(choices, bound)));
    return this;
  }

  private String bound(String condition, Object... bound) {
    var text = new StringBuilder();
    int next = 0;
    for (char c : condition.toCharArray()) {
      if (c == '?') {
        values.add(bound[next++]);
        text.append('$').append(values.size());
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /// Adds every criterion whose key is known here; the others are another's matter.
  public Listing where(Criteria criteria) {
    for (var criterion : criteria.all()) {
      var field = fields.get(criterion.key());
      if (field != null) {
        where(field, criterion);
      }
    }
    return this;
  }

  /// Adds that a row of another table exists, whose field meets a criterion.
  ///
  /// @param query selects those rows, without values of its own
  public Listing whereExists(String query, Field field, Criterion criterion) {
    conditions.add("EXISTS (%s AND %s)".formatted(query, meeting(field, criterion)));
    return this;
  }

  /// Adds that something is among what a query selects, where its rows meet a criterion.
  ///
  /// @param query ends where its first condition goes
  public Listing whereIn(String something, String query, Field field, Criterion criterion) {
    conditions.add("%s IN (%s WHERE %s)".formatted(something, query, meeting(field, criterion)));
    return this;
  }

  /// The text of the conditions that a criterion makes, whose values are bound by it.
  private String meeting(Field field, Criterion criterion) {
    int before = conditions.size();
    where(field, criterion);
    var inner = conditions.subList(before, conditions.size());
    var text = String.join(" AND ", inner);
    inner.clear();
    return text;
  }

  private void where(Field field, Criterion criterion) {
    var it = field.expression();
    var type = field.sqlType();
    switch (criterion) {
      case Criterion.Exact exact -> where(it + " = ?::" + type, field.value(exact.value()));
      case Criterion.Fuzzy fuzzy -> where(field.like(), field.pattern(fuzzy.text()));
      case Criterion.AnyOf any ->
          where(it + " = ANY (?::" + type + "[])", field.values(any.values()));
      case Criterion.AllOf all -> throw unsupported(all.key());
      case Criterion.Range range -> {
        range.min().ifPresent(min -> where(it + " >= ?::" + type, field.value(min)));
        range.max().ifPresent(max -> where(it + " <= ?::" + type, field.value(max)));
      }
    }
  }

  /// The page in the wanted order, and how many rows there are in all.
  ///
  /// @param otherwise the order when no known one is wanted, and among equals; it is total
  public <T> Mono<Page<T>> page(
      Database database,
      List<SortKey> order,
      String otherwise,
      PageRequest page,
      Function<Readable, T> row) {
    return page.pageSize() == 0
        ? all(database, order, otherwise, row).map(all -> new Page<>(all, all.size()))
        : some(database, order(order, otherwise), page, row).zipWith(count(database), Page::new);
  }

  private <T> Mono<List<T>> all(
      Database database, List<SortKey> order, String otherwise, Function<Readable, T> row) {
    return database.list(
        "SELECT %s FROM %s%s ORDER BY %s"
            .formatted(columns, rows.tables(), where(), order(order, otherwise)),
        row,
        values.toArray());
  }

  private <T> Mono<List<T>> some(
      Database database, String order, PageRequest page, Function<Readable, T> row) {
    var bound = new ArrayList<Object>(values);
    bound.add(page.limit());
    bound.add(page.offset());
    int last = bound.size();
    var keys =
        "SELECT %s FROM %s ORDER BY %s LIMIT $%d OFFSET $%d"
            .formatted(rows.keys(), found(order, last), order, last - 1, last);
    return database.list(
        "SELECT %s FROM (%s) page JOIN %s ORDER BY %s"
            .formatted(columns, keys, rows.ofPage(), order),
        row,
        bound.toArray());
  }

  /// @param last the place of the parameter that says how many rows are passed over, which comes
  ///   after that of how many are wanted
  private String found(String order, int last) {
    var needed = rows.neededBy(where() + order);
    return each.map(it ->
            """
            (%s) choice(one) CROSS JOIN LATERAL (
              SELECT %s.* FROM %s%s ORDER BY %s LIMIT $%d + $%d) %2$s\
            """
                .formatted(
                    it.choices,
                    rows.alias(),
                    needed.tables(),
                    where(it.column + " = choice.one"),
                    order,
                    last - 1,
                    last))
        .orElseGet(() -> needed.tables() + where());
  }

  /// How many rows there are.
  public Mono<Long> count(Database database) {
    return totals.isPresent() ? totals.get().counted(database) : counted(database);
  }

  private Mono<Long> counted(Database database) {
    return database
        .list(
            "SELECT %s AS n FROM %s%s".formatted(count, rows.neededBy(where()).tables(), where()),
            row -> Row.number(row, "n"),
            values.toArray())
        .map(List::getFirst);
  }

  private String where() {
    return each.map(it -> where("%s IN (%s)".formatted(it.column, it.choices)))
        .orElseGet(() -> where(""));
  }

  private String where(String last) {
    var all = new ArrayList<>(conditions);
    if (!last.isEmpty()) {
      all.add(last);
    }
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  private String order(List<SortKey> order, String otherwise) {
    var text = new StringBuilder();
    for (var key : order) {
      var field = fields.get(key.key());
      if (field != null) {
        text.append(field.expression()).append(key.descending() ? " DESC, " : ", ");
      }
    }
    return text + otherwise;
  }

  private static RuntimeException unsupported(String key) {
    return new Refusal.ParameterInvalid("q", key + " takes no list of all").asException();
  }
}
