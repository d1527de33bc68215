package portolan.query.group;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.group.FindGroup;
import portolan.language.group.FindGroups;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.ResolveGroups;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.NameSearch;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which groups are known.
public final class GroupLists implements Answers {
  private static final String COLUMNS = "g.id, g.name, g.kind, g.ldap_dn";
  private static final Map<String, Field> FIELDS = Map.of("name", Field.text("g.name"));

  private final Database database;
  private final NameSearch search;

  public GroupLists(Database database) {
    this.database = database;
    this.search = new NameSearch(database, "user_group", "g", "TRUE");
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindGroups.class, this::list)
        .on(FindGroup.class, this::find)
        .on(ResolveGroups.class, this::resolve)
        .toMap();
  }

  private Mono<Page<GroupDetails>> list(FindGroups query) {
    var listed = Mono.defer(() -> listed(query));
    return query
        .name()
        .filter(_ -> query.ldapDn().isEmpty())
        .map(name ->
            search.page(name, query.page(), COLUMNS, GroupLists::details).switchIfEmpty(listed))
        .orElse(listed);
  }

  private Mono<Page<GroupDetails>> listed(FindGroups query) {
    var listing = new Listing(COLUMNS, Rows.of("user_group g", "g.id"), FIELDS);
    query.name().ifPresent(name -> listing.where(Criteria.of(new Criterion.Fuzzy("name", name))));
    query.ldapDn().ifPresent(dn -> listing.where("lower(g.ldap_dn) = lower(?)", dn));
    if (query.name().isEmpty() && query.ldapDn().isEmpty()) {
      listing.counted(Listing.whole("user_group", 0));
    }
    return listing.page(database, List.of(), "g.name, g.id", query.page(), GroupLists::details);
  }

  private Mono<Optional<GroupDetails>> find(FindGroup query) {
    return database.find(
        "SELECT " + COLUMNS + " FROM user_group g WHERE g.id = $1",
        GroupLists::details,
        query.group().value());
  }

  private Mono<List<GroupDetails>> resolve(ResolveGroups query) {
    var column = query.kind() == GroupKind.LDAP ? "lower(g.ldap_dn)" : "g.name";
    return database.list(
        "SELECT %s FROM user_group g WHERE g.kind = $1 AND %s = ANY ($2) ORDER BY g.id"
            .formatted(COLUMNS, column),
        GroupLists::details,
        query.kind().name(),
        query.names().toArray(String[]::new));
  }

  private static GroupDetails details(Readable row) {
    return new GroupDetails(
        new GroupId(integer(row, "id")),
        text(row, "name"),
        GroupKind.valueOf(text(row, "kind")),
        text(row, "ldap_dn"));
  }
}
