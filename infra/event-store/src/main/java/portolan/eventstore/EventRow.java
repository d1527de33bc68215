package portolan.eventstore;

import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/// What an append writes of an event.
///
/// @param sequence negative for the one after the stream's last
/// @param at to the microsecond, as the database keeps it
record EventRow(
    String stream,
    String streamType,
    long sequence,
    String id,
    String at,
    String type,
    String revision,
    byte[] payload,
    byte[] metadata) {

  static EventRow of(EventMessage<?> message, Serializer serializer) {
    var event = (DomainEventMessage<?>) message;
    var payload = event.serializePayload(serializer, byte[].class);
    return new EventRow(
        event.getAggregateIdentifier(),
        event.getType(),
        event.getSequenceNumber(),
        event.getIdentifier(),
        event.getTimestamp().truncatedTo(ChronoUnit.MICROS).toString(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        event.serializeMetaData(serializer, byte[].class).getData());
  }

  boolean isNext() {
    return sequence < 0;
  }

  /// The same with the number that it was given.
  EventRow numbered(long given) {
    return given == sequence
        ? this
        : new EventRow(stream, streamType, given, id, at, type, revision, payload, metadata);
  }
}
