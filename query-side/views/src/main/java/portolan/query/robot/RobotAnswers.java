package portolan.query.robot;

import static portolan.query.Row.integer;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;
import static portolan.query.Row.timeOrNull;
import static portolan.query.Row.truth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.access.Grant;
import portolan.language.message.Query;
import portolan.language.privacy.Vault;
import portolan.language.project.ProjectId;
import portolan.language.robot.FindRobot;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Answers which robot signs in, and what a robot is.
public final class RobotAnswers implements Answers {
  private final Database database;
  private final OpenedUses uses;

  public RobotAnswers(Database database, Vault vault) {
    this.database = database;
    this.uses = new OpenedUses(vault);
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveRobot.class, this::resolve)
        .on(FindRobot.class, this::find)
        .toMap();
  }

  /// Grants from before they had a project's number mean the project that was there then.
  private Mono<Optional<RobotAccount>> resolve(ResolveRobot query) {
    return database.find(
        """
        SELECT r.id, r.name, r.project_id, r.disabled, r.expires_at, (
          SELECT coalesce(
            jsonb_agg(CASE WHEN p.id IS NULL THEN g.one
              ELSE g.one || jsonb_build_object('project', jsonb_build_object('value', p.id)) END),
            '[]')
          FROM jsonb_array_elements(r.grants) g(one) LEFT JOIN project p
            ON g.one -> 'project' IS NULL AND p.name = g.one ->> 'namespace'
              AND (p.id = r.project_id OR r.project_id IS NULL AND p.created_at <= r.updated_at)
        )::text AS grants
        FROM robot r WHERE r.name = $1\
        """,
        RobotAnswers::account,
        query.name());
  }

  private Mono<Optional<RobotDetails>> find(FindRobot query) {
    return database
        .find(
            """
            SELECT id, name, project_id, description, duration, expires_at, disabled,
              grants::text AS grants, creator_kind, creator_id, created_at, updated_at,
              old_secret_until, used_at, used_from
            FROM robot WHERE id = $1\
            """,
            RobotAnswers::details,
            query.robot().value())
        .publishOn(Schedulers.boundedElastic())
        .map(robot -> robot.map(uses::opened));
  }

  static RobotDetails details(Readable row) {
    return new RobotDetails(
        new RobotId(integer(row, "id")),
        text(row, "name"),
        project(row),
        new RobotSpec(
            text(row, "description"),
            number(row, "duration"),
            number(row, "expires_at"),
            truth(row, "disabled"),
            grants(row)),
        new Actor(ActorKind.valueOf(text(row, "creator_kind")), integer(row, "creator_id")),
        time(row, "created_at"),
        time(row, "updated_at"),
        timeOrNull(row, "old_secret_until"),
        lastUse(row));
  }

  /// The address as it is sealed.
  private static RobotDetails.@Nullable LastUse lastUse(Readable row) {
    var at = timeOrNull(row, "used_at");
    return at == null ? null : new RobotDetails.LastUse(at, textOrNull(row, "used_from"));
  }

  private static @Nullable ProjectId project(Readable row) {
    var project = integerOrNull(row, "project_id");
    return project == null ? null : new ProjectId(project);
  }

  private static List<Grant> grants(Readable row) {
    return Json.read(text(row, "grants"), new TypeReference<List<Grant>>() {});
  }

  private static RobotAccount account(Readable row) {
    return new RobotAccount(
        new RobotId(integer(row, "id")),
        text(row, "name"),
        project(row),
        truth(row, "disabled"),
        number(row, "expires_at"),
        grants(row));
  }
}
