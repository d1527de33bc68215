package portolan.query.list;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
public final class Listing {
  private final String columns;
  private final String tables;
  private final Map<String, Field> fields;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /// @param columns what a row is read from
  /// @param tables what follows FROM; only joins that neither add nor drop rows
  /// @param fields what criteria and order may name
  public Listing(String columns, String tables, Map<String, Field> fields) {
    this.columns = columns;
    this.tables = tables;
    this.fields = fields;
  }

  public Listing where(String condition, Object... bound) {
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
    conditions.add("(" + text + ")");
    return this;
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
    int before = conditions.size();
    where(field, criterion);
    var inner = conditions.subList(before, conditions.size());
    var exists = "EXISTS (%s AND %s)".formatted(query, String.join(" AND ", inner));
    inner.clear();
    conditions.add(exists);
    return this;
  }

  private void where(Field field, Criterion criterion) {
    var it = field.expression();
    var type = field.sqlType();
    switch (criterion) {
      case Criterion.Exact exact -> where(it + " = ?::" + type, field.value(exact.value()));
      case Criterion.Fuzzy fuzzy -> where(it + "::text ILIKE ?", "%" + escaped(fuzzy.text()) + "%");
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
    var bound = new ArrayList<Object>(values);
    bound.add(page.limit());
    bound.add(page.offset());
    var sql =
        "SELECT %s FROM %s%s ORDER BY %s LIMIT $%d OFFSET $%d"
            .formatted(
                columns, tables, where(), order(order, otherwise), bound.size() - 1, bound.size());
    var rows = database.list(sql, row, bound.toArray());
    return page.page() == 1 && page.pageSize() == 0
        ? rows.map(all -> new Page<>(all, all.size()))
        : rows.zipWith(count(database), Page::new);
  }

  /// How many rows there are.
  public Mono<Long> count(Database database) {
    return database
        .list(
            "SELECT count(*) AS n FROM " + tables + where(),
            row -> Row.number(row, "n"),
            values.toArray())
        .map(List::getFirst);
  }

  private String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
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

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static RuntimeException unsupported(String key) {
    return new Refusal.ParameterInvalid("q", key + " takes no list of all").asException();
  }
}
