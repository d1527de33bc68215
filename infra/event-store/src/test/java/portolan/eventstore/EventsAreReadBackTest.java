package portolan.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.event.Event;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.robot.RobotSpec;

/// Every event ever released is read back from its golden file, and is still written as it was.
class EventsAreReadBackTest {
  private final EventSerializer serializer = new EventSerializer();

  static Stream<Event> examples() {
    return ExampleEvents.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void writesTheGoldenFile(Event event) throws IOException {
    var written = serializer.serialize(event, String.class).getData();

    assertThat(EventJson.mapper().readTree(written))
        .isEqualTo(EventJson.mapper().readTree(golden(event)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsTheGoldenFile(Event event) throws IOException {
    var type = serializer.typeForClass(event.getClass());

    Object read =
        serializer.deserialize(new SimpleSerializedObject<>(golden(event), byte[].class, type));

    assertThat(read).isEqualTo(event);
  }

  /// As they were before fields were added.
  static Stream<Event> earlier() {
    var acme = new ProjectId(12);
    var membership = new MembershipId(9);
    var member = new Member(Member.Kind.USER, 3);
    var push = new Grant("project", "acme", Set.of(new Permission("repository", "push")));
    var builds = new RobotSpec("builds", 30, 1_790_000_000, false, List.of(push));
    var rule = new ImmutableRuleId(8);
    var tags = new Selector(false, "v*");
    var releases = new ImmutableRuleSpec(false, 3, new Selector(false, "**"), tags);
    var others = new ImmutableRuleSpec(true, 0, new Selector(true, "a/**"), tags);
    return Stream.of(
        new ImmutableRuleCreated(rule, acme, releases),
        new ImmutableRuleChanged(rule, acme, releases, others),
        new ImmutableRuleDeleted(rule, acme, releases),
        new RobotCreated(new RobotId(5), "ci", acme, new ProjectName("acme"), builds),
        new RobotChanged(new RobotId(5), acme, builds, new RobotSpec("", -1, -1, true, List.of())),
        new RobotSecretRefreshed(new RobotId(5), acme, null),
        new RobotDeleted(new RobotId(5), acme, "ci", null),
        pushed(acme),
        new MemberAdded(acme, membership, member, Role.DEVELOPER),
        new MemberRoleChanged(acme, membership, member, Role.DEVELOPER, Role.GUEST),
        new MemberRemoved(acme, membership, member, Role.GUEST));
  }

  private static ArtifactPushed pushed(ProjectId project) {
    var child = new Digest("sha256:" + "2".repeat(64));
    var index =
        new Manifest(
            new Digest("sha256:" + "1".repeat(64)),
            MediaTypes.OCI_INDEX,
            523,
            null,
            null,
            List.of(),
            List.of(new Child(child, 400, MediaTypes.OCI_MANIFEST, null, Map.of())),
            null,
            Map.of(),
            "{}");
    var name = RepositoryName.of("acme/web");
    return new ArtifactPushed(new ArtifactId(31), project, new RepositoryId(7), name, index, null);
  }

  @ParameterizedTest
  @MethodSource("earlier")
  void readsWhatWasWrittenBeforeAFieldWasAdded(Event event) throws IOException {
    var written = bytes("/events/earlier/" + EventTypes.name(event.getClass()) + ".1.json");

    Object read =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                written, byte[].class, serializer.typeForClass(event.getClass())));

    assertThat(read).isEqualTo(event);
  }

  @Test
  void everyEventHasAnExample() {
    assertThat(ExampleEvents.ALL.stream().map(Event::getClass))
        .containsExactlyInAnyOrderElementsOf(EventTypes.ALL);
  }

  @Test
  void loadsNoClassThatARowNames() {
    Object read =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                "{}".getBytes(UTF_8),
                byte[].class,
                new SimpleSerializedType("javax.swing.JEditorPane", "1")));

    assertThat(read).isInstanceOf(UnknownSerializedType.class);
  }

  private byte[] golden(Event event) throws IOException {
    var file =
        "/events/%s.%d.json"
            .formatted(EventTypes.name(event.getClass()), EventTypes.revision(event.getClass()));
    return bytes(file);
  }

  private byte[] bytes(String file) throws IOException {
    try (var stream = getClass().getResourceAsStream(file)) {
      assertThat(stream).as("the golden file " + file).isNotNull();
      return stream.readAllBytes();
    }
  }
}
