package portolan.eventstore;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import portolan.language.event.Event;

/// Axon's view of how events are stored: under their own names and revisions, never under a class's
/// name.
public final class EventSerializer extends JacksonSerializer {

  public EventSerializer() {
    super(JacksonSerializer.builder().objectMapper(EventJson.mapper()).lenientDeserialization());
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Axon
  public Class classForType(SerializedType type) {
    if (SimpleSerializedType.emptyType().equals(type)) {
      return Void.class;
    }
    return EventTypes.find(type.getName())
        .<Class>map(found -> found)
        .orElse(UnknownSerializedType.class);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Axon
  public SerializedType typeForClass(Class type) {
    if (type != null && Event.class.isAssignableFrom(type)) {
      return new SimpleSerializedType(
          EventTypes.name(type), Integer.toString(EventTypes.revision(type)));
    }
    return super.typeForClass(type);
  }
}
