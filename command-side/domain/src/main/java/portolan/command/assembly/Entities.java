package portolan.command.assembly;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import portolan.command.Streams;
import portolan.command.allowlist.Allowlist;
import portolan.command.artifact.Artifact;
import portolan.command.configuration.RegistrySettings;
import portolan.command.group.UserGroup;
import portolan.command.immutable.ImmutableRule;
import portolan.command.label.Label;
import portolan.command.project.Project;
import portolan.command.quota.ProjectStorage;
import portolan.command.repository.Repository;
import portolan.command.robot.Robot;
import portolan.command.role.CustomRole;
import portolan.command.tag.Tag;
import portolan.command.trust.Exchange;
import portolan.command.trust.TrustRule;
import portolan.command.user.User;
import portolan.command.visit.VisitGroup;

/// The streams of every kind of entity.
public record Entities(
    Streams<Project> projects,
    Streams<ProjectStorage> storages,
    Streams<Repository> repositories,
    Streams<Artifact> artifacts,
    Streams<Tag> tags,
    Streams<User> users,
    Streams<Robot> robots,
    Streams<Label> labels,
    Streams<ImmutableRule> immutableRules,
    Streams<Allowlist> allowlists,
    Streams<RegistrySettings> settings,
    Streams<UserGroup> groups,
    Streams<TrustRule> trustRules,
    Streams<Exchange> exchanges,
    Streams<CustomRole> roles,
    Streams<VisitGroup> visitGroups) {

  /// After so many events an entity is loaded from a snapshot.
  public static final int SNAPSHOT_EVERY = 25;

  /// The kinds of entities that change often enough for snapshots, by the name under which these
  /// are stored. The name changes when the state does: a snapshot of another name is passed over.
  public static final Map<String, Class<?>> SNAPSHOTS =
      Map.ofEntries(
          Map.entry("project-2", Project.class),
          Map.entry("storage-1", ProjectStorage.class),
          Map.entry("repository-1", Repository.class),
          Map.entry("artifact-1", Artifact.class),
          Map.entry("tag-1", Tag.class),
          Map.entry("user-2", User.class),
          Map.entry("robot-1", Robot.class),
          Map.entry("label-1", Label.class),
          Map.entry("immutable-rule-1", ImmutableRule.class),
          Map.entry("allowlist-1", Allowlist.class),
          Map.entry("settings-1", RegistrySettings.class),
          Map.entry("user-group-1", UserGroup.class),
          Map.entry("trust-rule-1", TrustRule.class),
          Map.entry("role-1", CustomRole.class));

  /// Entities over an event store. There are no locks in memory: commands that change the same
  /// thing wait for each other's rows in the database, on whichever node they run, and what slips
  /// through collides at the event store and is retried.
  ///
  /// @param replaying see [Streams]
  public static Entities over(
      EventStore store, Snapshotter snapshotter, BooleanSupplier replaying) {
    return new Entities(
        streams(Project.class, Project::new, store, snapshotter, replaying),
        streams(ProjectStorage.class, ProjectStorage::new, store, snapshotter, replaying),
        streams(Repository.class, Repository::new, store, snapshotter, replaying),
        streams(Artifact.class, Artifact::new, store, snapshotter, replaying),
        streams(Tag.class, Tag::new, store, snapshotter, replaying),
        streams(User.class, User::new, store, snapshotter, replaying),
        streams(Robot.class, Robot::new, store, snapshotter, replaying),
        streams(Label.class, Label::new, store, snapshotter, replaying),
        streams(ImmutableRule.class, ImmutableRule::new, store, snapshotter, replaying),
        streams(Allowlist.class, Allowlist::new, store, snapshotter, replaying),
        streams(RegistrySettings.class, RegistrySettings::new, store, snapshotter, replaying),
        streams(UserGroup.class, UserGroup::new, store, snapshotter, replaying),
        streams(TrustRule.class, TrustRule::new, store, snapshotter, replaying),
        streams(Exchange.class, Exchange::new, store, snapshotter, replaying),
        streams(CustomRole.class, CustomRole::new, store, snapshotter, replaying),
        streams(VisitGroup.class, VisitGroup::new, store, snapshotter, replaying));
  }

  private static <T> Streams<T> streams(
      Class<T> type,
      Supplier<T> blank,
      EventStore store,
      Snapshotter snapshotter,
      BooleanSupplier replaying) {
    EventSourcingRepository<T> repository =
        EventSourcingRepository.builder(type)
            .eventStore(store)
            .lockFactory(NullLockFactory.INSTANCE)
            .snapshotTriggerDefinition(
                new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY))
            .build();
    return new Streams<>(type, repository, store, blank, replaying);
  }
}
