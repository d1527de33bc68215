package portolan.command;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import portolan.language.event.Event;
import portolan.language.refusal.Refusal;

/// The streams of one kind of entity: an entity decides, and what it decided is appended to its
/// stream when the command's unit of work commits.
///
/// @param <T> the entity
public final class Streams<T> {
  private final Repository<T> repository;
  private final Supplier<T> blank;

  public Streams(Repository<T> repository, Supplier<T> blank) {
    this.repository = repository;
    this.blank = blank;
  }

  /// Lets an entity that has a stream decide.
  ///
  /// @throws portolan.language.refusal.RefusedException when there is no such stream
  public <E extends Event> List<E> change(
      String stream, Refusal unknown, Function<T, List<E>> decision) {
    try {
      return repository.load(stream).invoke(entity -> applied(decision.apply(entity)));
    } catch (AggregateNotFoundException e) {
      throw unknown.asException();
    }
  }

  /// Lets a fresh entity decide and begins its stream with the outcome. Begins nothing when the
  /// decision is empty.
  public <E extends Event> List<E> begin(Function<T, List<E>> decision) {
    var events = decision.apply(blank.get());
    if (!events.isEmpty()) {
      start(events);
    }
    return events;
  }

  /// Changes the stream when it is known to exist, else begins it.
  public <E extends Event> List<E> append(
      boolean known, String stream, Refusal unknown, Function<T, List<E>> decision) {
    return known ? change(stream, unknown, decision) : begin(decision);
  }

  private void start(List<? extends Event> events) {
    try {
      repository.newInstance(() -> {
        applied(events);
        return blank.get();
      });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot begin a stream", e);
    }
  }

  private static <E extends Event> List<E> applied(List<E> events) {
    events.forEach(AggregateLifecycle::apply);
    return events;
  }
}
