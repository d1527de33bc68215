package portolan.query.robot;

import static portolan.query.Row.integer;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.truth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.access.Grant;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;

/// Answers which robot signs in.
public final class RobotAnswers implements Answers {
  private final Database database;

  public RobotAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(ResolveRobot.class, this::resolve).toMap();
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

  private static RobotAccount account(Readable row) {
    var project = integerOrNull(row, "project_id");
    return new RobotAccount(
        new RobotId(integer(row, "id")),
        text(row, "name"),
        project == null ? null : new ProjectId(project),
        truth(row, "disabled"),
        number(row, "expires_at"),
        Json.read(text(row, "grants"), new TypeReference<List<Grant>>() {}));
  }
}
