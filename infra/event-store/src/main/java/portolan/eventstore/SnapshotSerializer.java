package portolan.eventstore;

import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/// Snapshots hold the state of known entities only; any other type is unknown and the stream is
/// read instead.
public final class SnapshotSerializer extends JacksonSerializer {
  private final Map<String, Class<?>> entities;

  /// @param entities by the name under which their snapshots are stored; change the name when the
  ///   state changes
  public SnapshotSerializer(Map<String, Class<?>> entities) {
    super(JacksonSerializer.builder().objectMapper(EventJson.mapper()));
    this.entities = Map.copyOf(entities);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Axon
  public Class classForType(SerializedType type) {
    Class<?> entity = entities.get(type.getName());
    return entity == null ? UnknownSerializedType.class : entity;
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Axon
  public SerializedType typeForClass(Class type) {
    return entities.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .findFirst()
        .<SerializedType>map(entry -> new SimpleSerializedType(entry.getKey(), null))
        .orElseGet(() -> super.typeForClass(type));
  }
}
