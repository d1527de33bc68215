package portolan.query.project;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;
import static portolan.query.Row.truth;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import portolan.language.access.Holding;
import portolan.language.group.GroupId;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.FindProjectSettings;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveGroupRoles;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.project.ResolveRoles;
import portolan.language.user.AdministersAProject;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import reactor.core.publisher.Mono;

/// Answers what access decisions ask about projects.
public final class ProjectAnswers implements Answers {
  private final Database database;

  public ProjectAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveProject.class, this::resolve)
        .on(ResolveProjectById.class, this::resolveById)
        .on(FindProjectSettings.class, this::settings)
        .on(ResolveRoles.class, this::roles)
        .on(ResolveGroupRoles.class, this::groupRoles)
        .on(AdministersAProject.class, this::administers)
        .toMap();
  }

  private Mono<Optional<ProjectRef>> resolve(ResolveProject query) {
    return database.find(
        "SELECT id, name, is_public, created_at FROM project WHERE name = $1",
        ProjectAnswers::ref,
        query.name().value());
  }

  private Mono<Optional<ProjectRef>> resolveById(ResolveProjectById query) {
    return database.find(
        "SELECT id, name, is_public, created_at FROM project WHERE id = $1",
        ProjectAnswers::ref,
        query.project().value());
  }

  private Mono<Map<String, String>> settings(FindProjectSettings query) {
    return database
        .list(
            "SELECT key, value FROM project_setting WHERE project_id = $1 ORDER BY key",
            row -> Map.entry(text(row, "key"), text(row, "value")),
            query.project().value())
        .map(rows ->
            rows.stream().collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Mono<Set<Holding>> roles(ResolveRoles query) {
    return database
        .list(
            """
            SELECT role, custom_role, NULL AS repositories FROM member
            WHERE project_id = $1 AND entity_kind = 'USER' AND entity_id = $2
            UNION ALL
            SELECT role, custom_role, repositories FROM repository_grant
            WHERE project_id = $1 AND entity_kind = 'USER' AND entity_id = $2\
            """,
            ProjectAnswers::holding,
            query.project().value(),
            query.user().value())
        .map(roles -> roles.stream().collect(toUnmodifiableSet()));
  }

  private Mono<Map<GroupId, Set<Holding>>> groupRoles(ResolveGroupRoles query) {
    return database
        .list(
            """
            SELECT h.* FROM (
              SELECT entity_id, role, custom_role, NULL AS repositories FROM member
              WHERE project_id = $1 AND entity_kind = 'GROUP'
              UNION ALL
              SELECT entity_id, role, custom_role, repositories FROM repository_grant
              WHERE project_id = $1 AND entity_kind = 'GROUP') h
            JOIN user_group g ON g.id = h.entity_id\
            """,
            row -> Map.entry(new GroupId(integer(row, "entity_id")), holding(row)),
            query.project().value())
        .map(rows ->
            rows.stream()
                .collect(
                    groupingBy(
                        Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableSet()))));
  }

  private static Holding holding(Readable row) {
    return new Holding(Choices.of(row), textOrNull(row, "repositories"));
  }

  private Mono<Boolean> administers(AdministersAProject query) {
    return database
        .list(
            """
            SELECT 1 FROM member m
            WHERE m.role = 'PROJECT_ADMIN' AND (
              m.entity_kind = 'USER' AND m.entity_id = $1
              OR m.entity_kind = 'GROUP' AND EXISTS (
                SELECT FROM user_group g JOIN account a ON a.id = $1
                WHERE g.id = m.entity_id AND a.groups @> to_jsonb(g.id)))
            LIMIT 1\
            """,
            _ -> true,
            query.user().value())
        .map(found -> !found.isEmpty());
  }

  private static ProjectRef ref(Readable row) {
    return new ProjectRef(
        new ProjectId(integer(row, "id")),
        new ProjectName(text(row, "name")),
        truth(row, "is_public"),
        time(row, "created_at"));
  }
}
