package portolan.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import portolan.language.access.CustomRoleId;
import portolan.language.artifact.ArtifactId;
import portolan.language.group.GroupId;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.label.LabelId;
import portolan.language.oci.Digest;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.privacy.Sealed;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.project.RepositoryGrantId;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotId;
import portolan.language.tag.TagId;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.TrustRuleId;
import portolan.language.user.UserId;

/// The JSON of stored events: ids as numbers, names and digests as text, fields that are absent
/// left out.
public final class EventJson {
  private EventJson() {}

  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(words())
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static SimpleModule words() {
    var module = new SimpleModule("words");
    text(module, Digest.class, Digest::value, Digest::new);
    text(module, ProjectName.class, ProjectName::value, ProjectName::new);
    text(module, RepositoryName.class, RepositoryName::toString, RepositoryName::of);
    text(module, TagName.class, TagName::value, TagName::new);
    text(module, Sealed.class, Sealed::toString, Sealed::parse);
    number(module, ArtifactId.class, ArtifactId::value, ArtifactId::new);
    number(module, ImmutableRuleId.class, ImmutableRuleId::value, ImmutableRuleId::new);
    number(module, GroupId.class, GroupId::value, GroupId::new);
    number(module, LabelId.class, LabelId::value, LabelId::new);
    number(module, MembershipId.class, MembershipId::value, MembershipId::new);
    number(module, ProjectId.class, ProjectId::value, ProjectId::new);
    number(module, RepositoryId.class, RepositoryId::value, RepositoryId::new);
    number(module, RobotId.class, RobotId::value, RobotId::new);
    number(module, CustomRoleId.class, CustomRoleId::value, CustomRoleId::new);
    number(module, RepositoryGrantId.class, RepositoryGrantId::value, RepositoryGrantId::new);
    number(module, TrustRuleId.class, TrustRuleId::value, TrustRuleId::new);
    number(module, ExchangeId.class, ExchangeId::value, ExchangeId::new);
    number(module, TagId.class, TagId::value, TagId::new);
    number(module, UserId.class, UserId::value, UserId::new);
    return module;
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        new Writing<>(type, (value, json) -> json.writeString(write.apply(value))));
    module.addDeserializer(type, new Reading<>(type, json -> read.apply(json.getText())));
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, ToIntFunction<T> write, IntFunction<T> read) {
    module.addSerializer(
        new Writing<>(type, (value, json) -> json.writeNumber(write.applyAsInt(value))));
    module.addDeserializer(type, new Reading<>(type, json -> read.apply(json.getIntValue())));
  }

  private interface Write<T> {
    void to(T value, JsonGenerator json) throws IOException;
  }

  private interface Read<T> {
    T from(JsonParser json) throws IOException;
  }

  private static final class Writing<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Write<T> write;

    Writing(Class<T> type, Write<T> write) {
      super(type);
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write.to(value, json);
    }
  }

  private static final class Reading<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Read<T> read;

    Reading(Class<T> type, Read<T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return read.from(json);
    }
  }
}
