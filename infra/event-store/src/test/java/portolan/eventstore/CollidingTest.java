package portolan.eventstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.event.Envelope;
import portolan.language.user.PasswordChanged;
import portolan.language.user.UserId;

/// Whoever collides may try again, also where a stream was begun twice, and whatever else was
/// appended with it.
class CollidingTest {
  private final PostgresEventStorage storage =
      new PostgresEventStorage(
          TestDatabase.shared()::getConnection, new EventSerializer(), _ -> {});

  @ParameterizedTest
  @ValueSource(longs = {0, 7})
  void isAnsweredAsACollision(long sequence) {
    var stream = "User:" + UUID.randomUUID();
    storage.appendEvents(List.of(event(stream, sequence)));
    for (var first : List.of(0L, 5L)) {
      var events = new ArrayList<EventMessage<?>>();
      events.add(event("User:" + UUID.randomUUID(), first));
      events.add(event(stream, sequence));
      assertThatThrownBy(() -> storage.appendEvents(events))
          .isInstanceOf(ConcurrencyException.class);
    }
  }

  private static DomainEventMessage<?> event(String stream, long sequence) {
    return new GenericDomainEventMessage<>(
        "User",
        stream,
        sequence,
        new PasswordChanged(new UserId(3)),
        MetaData.from(Envelope.ofSystem("test").toMap()));
  }
}
