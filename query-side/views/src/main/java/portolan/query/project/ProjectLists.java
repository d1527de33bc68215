package portolan.query.project;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Role;
import portolan.language.access.Sight;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.FindProject;
import portolan.language.project.FindProjectSummary;
import portolan.language.project.FindProjects;
import portolan.language.project.FindStatistics;
import portolan.language.project.ProjectDetails;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSummary;
import portolan.language.project.Statistics;
import portolan.language.user.UserId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which projects there are, and what they are like.
public final class ProjectLists implements Answers {
  private static final Map<String, Field> FIELDS =
      Map.of(
          "name", Field.lowerCase("p.name"),
          "project_id", Field.number("p.id"),
          "owner_id", Field.number("p.owner_id"),
          "registry_id", Field.number("(0 * p.id)"),
          "owner", Field.text("o.name"),
          "public", Field.flag("p.is_public"),
          "creation_time", Field.time("p.created_at"),
          "update_time", Field.time("p.updated_at"));

  private static final String REPOSITORIES =
      """
      coalesce((SELECT n.total FROM repository_total n WHERE n.project_id = p.id), 0)\
      """;

  /// The person who asks is written into the statement: a number.
  private static final String COLUMNS =
      """
      p.id, p.name, p.owner_id, p.created_at, p.updated_at, o.name AS owner_name,
      (SELECT jsonb_object_agg(s.key, s.value)::text FROM project_setting s
       WHERE s.project_id = p.id) AS settings,
      (SELECT jsonb_build_object('cves', w.cves, 'expiresAt', w.expires_at)::text
       FROM cve_allowlist w WHERE w.project_id = p.id) AS allowlist,
      %1$s AS repositories,
      (SELECT string_agg(m.role, ',') FROM member m WHERE m.project_id = p.id
         AND (m.entity_kind = 'USER' AND m.entity_id = %2$d
           OR m.entity_kind = 'GROUP' AND EXISTS (
             SELECT FROM user_group g JOIN account a ON a.id = %2$d
             WHERE g.id = m.entity_id AND a.groups @> to_jsonb(g.id)))) AS roles\
      """;

  private static final Rows ROWS =
      Rows.of("project p", "p.id").joined("LEFT JOIN account o ON o.id = p.owner_id");

  private final Database database;

  public ProjectLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindProjects.class, this::list)
        .on(FindProject.class, this::find)
        .on(FindProjectSummary.class, this::summary)
        .on(FindStatistics.class, this::statistics)
        .toMap();
  }

  private Mono<Page<ProjectDetails>> list(FindProjects query) {
    var listing = listing(query.sight()).where(query.criteria());
    return Visible.withGranted(listing, query.sight(), "p")
        .page(database, query.order(), "p.name, p.id", query.page(), ProjectLists::details);
  }

  private Mono<Optional<ProjectDetails>> find(FindProject query) {
    return listing(query.sight())
        .where("p.id = ?", query.project().value())
        .page(database, List.of(), "p.id", PageRequest.ALL, ProjectLists::details)
        .map(page -> page.items().stream().findFirst());
  }

  private static Listing listing(Sight sight) {
    int viewer = sight.user().map(UserId::value).orElse(0);
    return new Listing(COLUMNS.formatted(repositories(sight), viewer), ROWS, FIELDS);
  }

  private static String repositories(Sight sight) {
    return Visible.repositories(sight, "p", REPOSITORIES);
  }

  private Mono<Optional<ProjectSummary>> summary(FindProjectSummary query) {
    return database.find(
        """
        SELECT %s AS repositories,
          coalesce((SELECT jsonb_object_agg(role, n)::text FROM (
              SELECT role, count(*) AS n FROM member WHERE project_id = p.id GROUP BY role) g),
            '{}') AS members,
          coalesce(q.hard, -1) AS hard, coalesce(q.used, 0) AS used
        FROM project p LEFT JOIN quota q ON q.project_id = p.id WHERE p.id = $1\
        """
            .formatted(repositories(query.sight())),
        row ->
            new ProjectSummary(
                number(row, "repositories"),
                Json.read(text(row, "members"), new TypeReference<Map<Role, Long>>() {}),
                number(row, "hard"),
                number(row, "used")),
        query.project().value());
  }

  private Mono<Statistics> statistics(FindStatistics query) {
    var columns =
        """
        count(*) FILTER (WHERE NOT p.is_public) AS private_projects,
        count(*) FILTER (WHERE p.is_public) AS public_projects,
        coalesce(sum(n.total) FILTER (WHERE NOT p.is_public), 0)::bigint AS private_repositories,
        coalesce(sum(n.total) FILTER (WHERE p.is_public), 0)::bigint AS public_repositories,
        coalesce((SELECT sum(used) FROM quota), 0)::bigint AS storage\
        """;
    var rows =
        Rows.of("project p", "p.id").joined("LEFT JOIN repository_total n ON n.project_id = p.id");
    return Visible.in(new Listing(columns, rows, Map.of()), query.sight(), "p")
        .page(database, List.of(), "1", PageRequest.ALL, ProjectLists::statistics)
        .map(page -> page.items().getFirst());
  }

  private static Statistics statistics(Readable row) {
    return new Statistics(
        number(row, "private_projects"),
        number(row, "private_repositories"),
        number(row, "public_projects"),
        number(row, "public_repositories"),
        number(row, "storage"));
  }

  private static ProjectDetails details(Readable row) {
    return new ProjectDetails(
        new ProjectId(integer(row, "id")),
        new ProjectName(text(row, "name")),
        new UserId(integer(row, "owner_id")),
        textOrNull(row, "owner_name"),
        Json.texts(textOrNull(row, "settings")),
        allowlist(textOrNull(row, "allowlist")),
        number(row, "repositories"),
        roles(textOrNull(row, "roles")),
        time(row, "created_at"),
        time(row, "updated_at"));
  }

  private static CveAllowlist allowlist(@Nullable String json) {
    return json == null
        ? CveAllowlist.EMPTY
        : Json.read(json, new TypeReference<CveAllowlist>() {});
  }

  private static Set<Role> roles(@Nullable String names) {
    return names == null
        ? Set.of()
        : Stream.of(names.split(",", -1)).map(Role::valueOf).collect(toUnmodifiableSet());
  }
}
