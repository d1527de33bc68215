package portolan.query.user;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.time;
import static portolan.query.Row.truth;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.user.FindUser;
import portolan.language.user.FindUsers;
import portolan.language.user.UserDetails;
import portolan.language.user.UserId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.NameSearch;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which people have an account.
public final class UserLists implements Answers {
  private static final String COLUMNS =
      """
      u.id, coalesce(u.name, '') AS name, coalesce(u.email, '') AS email,
      coalesce(u.real_name, '') AS real_name, coalesce(u.comment, '') AS comment,
      u.administrator, u.group_administrator, u.created_at, u.updated_at\
      """;
  private static final Map<String, Field> FIELDS =
      Map.of(
          "username", Field.text("u.name"),
          "email", Field.text("u.email"),
          "realname", Field.text("u.real_name"),
          "comment", Field.text("u.comment"),
          "user_id", Field.number("u.id"),
          "sysadmin_flag", Field.flag("u.administrator"),
          "creation_time", Field.time("u.created_at"),
          "update_time", Field.time("u.updated_at"));

  private static final String LISTED = "NOT u.deleted";

  private final Database database;
  private final NameSearch search;

  public UserLists(Database database) {
    this.database = database;
    this.search = new NameSearch(database, "account", "u", LISTED);
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindUsers.class, this::list).on(FindUser.class, this::find).toMap();
  }

  private Mono<Page<UserDetails>> list(FindUsers query) {
    var listed = Mono.defer(() -> listed(query));
    return query
        .criteria()
        .part("username")
        .filter(_ -> query.criteria().all().size() == 1 && query.order().isEmpty())
        .map(part ->
            search.page(part, query.page(), COLUMNS, UserLists::details).switchIfEmpty(listed))
        .orElse(listed);
  }

  private Mono<Page<UserDetails>> listed(FindUsers query) {
    return listing()
        .where(query.criteria())
        .countedUnless(query.criteria(), Listing.whole("account", 0))
        .page(database, query.order(), "u.name, u.id", query.page(), UserLists::details);
  }

  private Mono<Optional<UserDetails>> find(FindUser query) {
    return listing()
        .where("u.id = ?", query.user().value())
        .page(database, List.of(), "u.id", PageRequest.ALL, UserLists::details)
        .map(page -> page.items().stream().findFirst());
  }

  private static Listing listing() {
    return new Listing(COLUMNS, Rows.of("account u", "u.id"), FIELDS).where(LISTED);
  }

  private static UserDetails details(Readable row) {
    return new UserDetails(
        new UserId(integer(row, "id")),
        text(row, "name"),
        text(row, "email"),
        text(row, "real_name"),
        text(row, "comment"),
        truth(row, "administrator"),
        truth(row, "group_administrator"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
