package portolan.command;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
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
  /// As an event's sequence number: the one after the last that its stream has at the commit.
  private static final long NEXT = -1;

  private final Class<T> type;
  private final Repository<T> repository;
  private final EventBus log;
  private final Supplier<T> blank;
  private final BooleanSupplier replaying;

  /// @param replaying whether a decision on a known state replays its stream nevertheless: now and
  ///   then it must, so that the stream gets its snapshots
  public Streams(
      Class<T> type,
      Repository<T> repository,
      EventBus log,
      Supplier<T> blank,
      BooleanSupplier replaying) {
    this.type = type;
    this.repository = repository;
    this.log = log;
    this.blank = blank;
    this.replaying = replaying;
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

  /// Like [#append], with an entity whose state is known without a look at its stream, from rows
  /// that the transaction holds. What it decides follows whatever the stream ends with by then.
  ///
  /// @param decision one event at most
  public <E extends Event> List<E> extend(
      boolean known, String stream, Refusal unknown, T state, Function<T, List<E>> decision) {
    if (!known || replaying.getAsBoolean()) {
      return append(known, stream, unknown, decision);
    }
    var events = decision.apply(state);
    if (events.size() > 1) {
      throw new IllegalStateException("several events cannot all be the next one");
    }
    events.forEach(event ->
        log.publish(new GenericDomainEventMessage<>(type.getSimpleName(), stream, NEXT, event)));
    return events;
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
