package portolan.command.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import portolan.command.visit.VisitLog;
import portolan.language.privacy.Sealed;
import portolan.language.visit.Visit;

/// Visits in rows, a group with one statement.
public final class VisitRows implements VisitLog {
  private static final String APPEND =
      """
      INSERT INTO visit (visit_group, at, times, actor_kind, actor_id, authentication, operation,
        resource_type, resource, resource_id, project_id, repository_id, digest, claimed, allowed,
        request_id, address, agent, shown, counted, timed)
      SELECT ?, n.* FROM unnest(?::timestamptz[], ?::int[], ?::text[], ?::int[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[],
        ?::boolean[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[]) AS n
      """;

  private final CommandDatabase database;

  public VisitRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean has(String group) {
    return database.exists("SELECT 1 FROM visit WHERE visit_group = ? LIMIT 1", group);
  }

  @Override
  public void append(String group, List<Visit> visits) {
    database.change(
        APPEND,
        group,
        each(visits, visit -> Timestamp.from(visit.at()), Timestamp[]::new),
        each(visits, Visit::times, Integer[]::new),
        each(visits, visit -> visit.actor().kind().name(), String[]::new),
        each(visits, visit -> visit.actor().id(), Integer[]::new),
        each(visits, Visit::authentication, String[]::new),
        each(visits, Visit::operation, String[]::new),
        each(visits, Visit::resourceType, String[]::new),
        each(visits, Visit::resource, String[]::new),
        each(visits, Visit::resourceId, Integer[]::new),
        each(visits, place(Visit.Place::project), Integer[]::new),
        each(visits, place(Visit.Place::repository), Integer[]::new),
        each(visits, place(Visit.Place::digest), String[]::new),
        each(visits, visit -> text(visit.claimed()), String[]::new),
        each(visits, Visit::allowed, Boolean[]::new),
        each(visits, Visit::requestId, String[]::new),
        each(visits, visit -> text(visit.address()), String[]::new),
        each(visits, visit -> text(visit.agent()), String[]::new),
        each(visits, visit -> visit.effect().shown(), Boolean[]::new),
        each(visits, visit -> visit.effect().counted(), Boolean[]::new),
        each(visits, visit -> visit.effect().timed(), Boolean[]::new));
  }

  private static <T> @Nullable T[] each(
      List<Visit> visits, Function<Visit, @Nullable T> value, IntFunction<@Nullable T[]> array) {
    return visits.stream().map(value).toArray(array);
  }

  private static <T> Function<Visit, @Nullable T> place(Function<Visit.Place, T> value) {
    return visit -> visit.place() == null ? null : value.apply(visit.place());
  }

  private static @Nullable String text(@Nullable Sealed sealed) {
    return sealed == null ? null : sealed.toString();
  }
}
