package portolan.eventstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.ArtifactPushedAgain;
import portolan.language.artifact.ArtifactUnlabelled;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupRenamed;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.language.quota.StorageLimitSet;
import portolan.language.repository.BlobReleased;
import portolan.language.repository.RepositoryCleared;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.role.RoleChanged;
import portolan.language.role.RoleCreated;
import portolan.language.role.RoleDeleted;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.language.trust.TokenExchanged;
import portolan.language.trust.TrustRuleChanged;
import portolan.language.trust.TrustRuleCreated;
import portolan.language.trust.TrustRuleDeleted;
import portolan.language.user.AdministratorSet;
import portolan.language.user.CliSecretChanged;
import portolan.language.user.PasswordChanged;
import portolan.language.user.ProfileChanged;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserRegistered;
import portolan.language.user.UserSignedIn;
import portolan.language.user.UserSignedOut;
import portolan.language.visit.VisitsRecorded;

/// Every event that may be stored, by name. A name that is not here is refused: no class is ever
/// loaded because a row names it.
public final class EventTypes {
  public static final List<Class<? extends Event>> ALL =
      List.of(
          ProjectCreated.class,
          ProjectSettingChanged.class,
          ProjectDeleted.class,
          MemberAdded.class,
          MemberRoleChanged.class,
          MemberRemoved.class,
          RepositoriesGranted.class,
          RepositoryGrantChanged.class,
          RepositoryGrantWithdrawn.class,
          RoleCreated.class,
          RoleChanged.class,
          RoleDeleted.class,
          StorageLimitSet.class,
          RepositoryCreated.class,
          RepositoryDescribed.class,
          RepositoryDeleted.class,
          RepositoryCleared.class,
          VisitsRecorded.class,
          BlobReleased.class,
          ArtifactPushed.class,
          ArtifactPushedAgain.class,
          ArtifactCompleted.class,
          ArtifactDeleted.class,
          ArtifactLabelled.class,
          ArtifactUnlabelled.class,
          LabelCreated.class,
          LabelChanged.class,
          LabelDeleted.class,
          ImmutableRuleCreated.class,
          ImmutableRuleChanged.class,
          ImmutableRuleDeleted.class,
          CveAllowlistSet.class,
          TagMoved.class,
          TagRemoved.class,
          UserRegistered.class,
          ProfileChanged.class,
          PasswordChanged.class,
          AdministratorSet.class,
          UserDeleted.class,
          UserSignedIn.class,
          UserSignedOut.class,
          StandingChanged.class,
          CliSecretChanged.class,
          GroupCreated.class,
          GroupRenamed.class,
          GroupDeleted.class,
          RobotCreated.class,
          RobotChanged.class,
          RobotSecretRefreshed.class,
          RobotDeleted.class,
          TrustRuleCreated.class,
          TrustRuleChanged.class,
          TrustRuleDeleted.class,
          TokenExchanged.class,
          SettingChanged.class,
          SecretSettingChanged.class);

  private static final Map<String, Class<? extends Event>> BY_NAME = new HashMap<>();

  static {
    for (var type : ALL) {
      if (BY_NAME.put(name(type), type) != null) {
        throw new IllegalStateException("two events are called " + name(type));
      }
    }
  }

  private EventTypes() {}

  public static String name(Class<?> type) {
    return named(type).value();
  }

  public static int revision(Class<?> type) {
    return named(type).revision();
  }

  public static Optional<Class<? extends Event>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static EventName named(Class<?> type) {
    var name = type.getAnnotation(EventName.class);
    if (name == null) {
      throw new IllegalStateException(type.getName() + " has no @EventName");
    }
    return name;
  }
}
