package portolan.query;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import portolan.language.event.Event;
import portolan.language.event.Position;
import portolan.language.message.Query;
import portolan.query.assembly.ReadSide;
import portolan.query.follow.Follower;
import portolan.query.follow.Projected;
import portolan.query.follow.ReadModels;
import reactor.core.publisher.Mono;

/// Read models of a database of their own, followed by a real follower: given events, then answers.
public final class ReadModelsFixture implements AutoCloseable {
  public final Postgres postgres = new Postgres();
  public final ListedLog log = new ListedLog();
  public final PlainVault vault = new PlainVault();
  public final Projected projected = new Projected();
  public final Follower follower;
  private final Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers =
      new HashMap<>();

  public ReadModelsFixture() {
    ReadModels.migrate(postgres.dataSource());
    ReadSide.answers(new Database(postgres.connections()), vault)
        .forEach(feature -> answers.putAll(feature.answers()));
    follower =
        new Follower(
            ReadSide.GROUP, log, postgres.connections(), ReadSide.projections(vault), projected);
    follower.start();
  }

  /// Appends one by one, each in a batch of its own.
  public void given(Event... events) {
    for (var event : events) {
      await(log.append(event));
    }
  }

  public void given(Collection<? extends Event> events) {
    given(events.toArray(Event[]::new));
  }

  /// Appends all at once.
  public void givenTogether(Event... events) {
    await(log.append(events));
  }

  public void givenTogether(List<? extends Event> events) {
    givenTogether(events.toArray(Event[]::new));
  }

  public void await(Position position) {
    if (!projected.passed(position, Duration.ofSeconds(10)).toCompletableFuture().join()) {
      throw new AssertionError("not projected: " + follower.state());
    }
  }

  @SuppressWarnings("unchecked")
  public <R> R ask(Query<R> query) {
    return (R) answers.get(query.getClass()).apply(query).block(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    try {
      follower.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
