package portolan.query.robot;

import static portolan.query.Row.integer;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.time;
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

/// Answers which robot signs in, and what a robot is.
public final class RobotAnswers implements Answers {
  private final Database database;

  public RobotAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveRobot.class, this::resolve)
        .on(FindRobot.class, this::find)
        .toMap();
  }

  private Mono<Optional<RobotAccount>> resolve(ResolveRobot query) {
    return database.find(
        """
        SELECT id, name, project_id, disabled, expires_at, grants::text AS grants FROM robot
        WHERE name = $1\
        """,
        RobotAnswers::account,
        query.name());
  }

  private Mono<Optional<RobotDetails>> find(FindRobot query) {
    return database.find(
        """
        SELECT id, name, project_id, description, duration, expires_at, disabled,
          grants::text AS grants, creator_kind, creator_id, created_at, updated_at
        FROM robot WHERE id = $1\
        """,
        RobotAnswers::details,
        query.robot().value());
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
        time(row, "updated_at"));
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
