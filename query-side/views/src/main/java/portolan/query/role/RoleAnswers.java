package portolan.query.role;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.time;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.role.FindRole;
import portolan.language.role.FindRoles;
import portolan.language.role.ResolveRolePermissions;
import portolan.language.role.RoleDetails;
import portolan.language.role.RoleSpec;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which roles administrators made, and what they give.
public final class RoleAnswers implements Answers {
  private static final String COLUMNS =
      """
      r.id, r.name, r.description, r.shown_as, r.permissions::text AS permissions, r.created_at,
      r.updated_at\
      """;
  private static final Map<String, Field> FIELDS =
      Map.of("id", Field.number("r.id"), "name", Field.text("r.name"));

  private final Database database;

  public RoleAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindRoles.class, this::list)
        .on(FindRole.class, this::find)
        .on(ResolveRolePermissions.class, this::permissions)
        .toMap();
  }

  private Mono<Page<RoleDetails>> list(FindRoles query) {
    return new Listing(COLUMNS, Rows.of("custom_role r", "r.id"), FIELDS)
        .where(query.criteria())
        .page(database, query.order(), "r.name, r.id", query.page(), RoleAnswers::details);
  }

  private Mono<Optional<RoleDetails>> find(FindRole query) {
    return database.find(
        "SELECT " + COLUMNS + " FROM custom_role r WHERE r.id = $1",
        RoleAnswers::details,
        query.role().value());
  }

  private Mono<Map<CustomRoleId, Set<Permission>>> permissions(ResolveRolePermissions query) {
    return database
        .list("SELECT " + COLUMNS + " FROM custom_role r", RoleAnswers::details)
        .map(roles ->
            roles.stream()
                .collect(toUnmodifiableMap(RoleDetails::id, it -> it.spec().permissions())));
  }

  private static RoleDetails details(Readable row) {
    return new RoleDetails(
        new CustomRoleId(integer(row, "id")),
        new RoleSpec(
            text(row, "name"),
            text(row, "description"),
            Role.valueOf(text(row, "shown_as")),
            Json.read(text(row, "permissions"), new TypeReference<Set<Permission>>() {})),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
