package portolan.query.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.ArtifactPushedAgain;
import portolan.language.artifact.ArtifactUnlabelled;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Event;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupRenamed;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantId;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.language.quota.StorageLimitSet;
import portolan.language.repository.BlobReleased;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.robot.RobotSpec;
import portolan.language.role.RoleChanged;
import portolan.language.role.RoleCreated;
import portolan.language.role.RoleDeleted;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.language.trust.TokenExchanged;
import portolan.language.trust.TrustRuleChanged;
import portolan.language.trust.TrustRuleCreated;
import portolan.language.trust.TrustRuleDeleted;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;
import portolan.language.user.AdministratorSet;
import portolan.language.user.CliSecretChanged;
import portolan.language.user.PasswordChanged;
import portolan.language.user.ProfileChanged;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserRegistered;
import portolan.language.user.UserSignedIn;
import portolan.language.user.UserSignedOut;
import portolan.query.Json;

/// What an event means to a person: what was done, to what, with the value before and after as JSON
/// objects.
record Operation(
    String verb,
    Resource resource,
    @Nullable ProjectId project,
    @Nullable String from,
    @Nullable String to) {
  private static final String CREATE = "create";
  private static final String UPDATE = "update";
  private static final String DELETE = "delete";

  /// Null for what nobody would call an operation of its own, such as the repository that a first
  /// push makes.
  static @Nullable Operation of(Event event) {
    return switch (event.getClass().getPackageName()) {
      case "portolan.language.project", "portolan.language.quota" -> ofProject(event);
      case "portolan.language.user" -> ofUser(event);
      case "portolan.language.robot" -> ofRobot(event);
      case "portolan.language.label" -> ofLabel(event);
      case "portolan.language.immutable" -> ofRule(event);
      case "portolan.language.role" -> ofRole(event);
      case "portolan.language.trust" -> ofTrust(event);
      case "portolan.language.group" -> ofGroup(event);
      case "portolan.language.configuration" -> ofConfiguration(event);
      default -> ofContent(event);
    };
  }

  /// Whether an event is no operation of its own, but goes with another that is told: the tag that
  /// moves with a push, or goes with its artifact, and the quota that a new project gets.
  static boolean isPart(Event event) {
    return switch (event) {
      case TagMoved moved -> moved.occasion() != null;
      case TagRemoved removed -> removed.occasion() != null;
      case StorageLimitSet limit -> limit.from() == null;
      default -> false;
    };
  }

  private static @Nullable Operation ofContent(Event event) {
    return switch (event) {
      case ArtifactPushed e ->
          new Operation(
              CREATE,
              Resource.pushed(
                  e.repository().value(),
                  e.manifest().digest().value(),
                  e.tag(),
                  e.artifact().value()),
              e.project(),
              null,
              values(
                  "digest", e.manifest().digest().value(), "mediaType", e.manifest().mediaType()));
      case ArtifactPushedAgain e ->
          pushedAgain(e.artifact(), e.project(), e.repository(), e.digest(), e.tag());
      case ArtifactCompleted e ->
          pushedAgain(e.artifact(), e.project(), e.repository(), e.digest(), e.tag());
      case ArtifactDeleted e ->
          new Operation(
              DELETE,
              Resource.artifact(e.repository().value(), e.digest().value(), e.artifact().value()),
              e.project(),
              values("digest", e.digest().value()),
              null);
      case ArtifactLabelled e ->
          new Operation(
              UPDATE,
              Resource.artifact(e.repository().value(), e.digest().value(), e.artifact().value()),
              e.project(),
              null,
              values("label", e.label().value()));
      case ArtifactUnlabelled e ->
          new Operation(
              UPDATE,
              Resource.artifact(e.repository().value(), e.digest().value(), e.artifact().value()),
              e.project(),
              values("label", e.label().value()),
              null);
      case TagMoved e ->
          new Operation(
              e.from() == null ? CREATE : UPDATE,
              Resource.tag(e.repository().value(), e.tag().value(), e.id().value()),
              e.project(),
              e.from() == null ? null : values("digest", e.from().value()),
              values("digest", e.to().value()));
      case TagRemoved e ->
          new Operation(
              DELETE,
              Resource.tag(e.repository().value(), e.tag().value(), e.id().value()),
              e.project(),
              values("digest", e.from().value()),
              null);
      case RepositoryDescribed e ->
          new Operation(
              UPDATE,
              Resource.repository(e.repository().value()),
              e.project(),
              values("description", e.from()),
              values("description", e.to()));
      case RepositoryDeleted e ->
          new Operation(
              DELETE,
              Resource.repository(e.repository().value()),
              e.project(),
              values("name", e.name().toString()),
              null);
      case CveAllowlistSet e ->
          new Operation(
              UPDATE,
              Resource.allowlist(e.project() == null ? null : e.project().value()),
              e.project(),
              Json.write(e.from()),
              Json.write(e.to()));
      case BlobReleased e ->
          new Operation(
              DELETE,
              Resource.blob(e.repository().toString(), e.digest().value()),
              e.project(),
              values("digest", e.digest().value()),
              null);
      default -> null;
    };
  }

  private static Operation pushedAgain(
      ArtifactId artifact,
      ProjectId project,
      RepositoryId repository,
      Digest digest,
      @Nullable TagName tag) {
    return new Operation(
        CREATE,
        Resource.pushed(repository.value(), digest.value(), tag, artifact.value()),
        project,
        values("digest", digest.value()),
        values("digest", digest.value(), "tag", tag == null ? null : tag.value()));
  }

  private static @Nullable Operation ofProject(Event event) {
    return switch (event) {
      case ProjectCreated e ->
          new Operation(
              CREATE,
              Resource.project(e.project().value()),
              e.project(),
              null,
              Json.write(e.settings()));
      case ProjectSettingChanged e ->
          new Operation(
              UPDATE,
              Resource.project(e.project().value()),
              e.project(),
              values(e.key(), e.from()),
              values(e.key(), e.to()));
      case ProjectDeleted e ->
          new Operation(
              DELETE,
              Resource.project(e.project().value()),
              e.project(),
              values("name", e.name().value()),
              null);
      case MemberAdded e ->
          new Operation(
              CREATE,
              Resource.member(e.project().value(), e.membership().value()),
              e.project(),
              null,
              role(e.member(), null, e.role(), e.customRole()));
      case MemberRoleChanged e ->
          new Operation(
              UPDATE,
              Resource.member(e.project().value(), e.membership().value()),
              e.project(),
              role(null, null, e.from(), e.fromCustom()),
              role(null, null, e.to(), e.toCustom()));
      case MemberRemoved e ->
          new Operation(
              DELETE,
              Resource.member(e.project().value(), e.membership().value()),
              e.project(),
              role(e.member(), null, e.role(), e.customRole()),
              null);
      case RepositoriesGranted e ->
          onGrant(
              CREATE,
              e.grant(),
              e.project(),
              null,
              role(e.member(), e.repositories(), e.role().shown(), e.role().custom()));
      case RepositoryGrantChanged e ->
          onGrant(
              UPDATE,
              e.grant(),
              e.project(),
              role(e.member(), e.repositories(), e.from().shown(), e.from().custom()),
              role(e.member(), e.repositories(), e.to().shown(), e.to().custom()));
      case RepositoryGrantWithdrawn e ->
          onGrant(
              DELETE,
              e.grant(),
              e.project(),
              role(e.member(), e.repositories(), e.role().shown(), e.role().custom()),
              null);
      case StorageLimitSet e ->
          new Operation(
              e.from() == null ? CREATE : UPDATE,
              Resource.quota(e.project().value()),
              e.project(),
              e.from() == null ? null : values("storage", e.from()),
              values("storage", e.to()));
      default -> null;
    };
  }

  private static @Nullable Operation ofUser(Event event) {
    return switch (event) {
      case UserRegistered e ->
          onUser(CREATE, e.user().value(), null, values("administrator", e.administrator()));
      case ProfileChanged e -> onUser(UPDATE, e.user().value(), profile(e.from()), profile(e.to()));
      case PasswordChanged e ->
          onUser(UPDATE, e.user().value(), null, values("password", "changed"));
      case AdministratorSet e ->
          onUser(
              UPDATE,
              e.user().value(),
              values("administrator", e.from()),
              values("administrator", e.to()));
      case CliSecretChanged e ->
          onUser(UPDATE, e.user().value(), null, values("cliSecret", "changed"));
      case StandingChanged e ->
          onUser(UPDATE, e.user().value(), Json.write(e.from()), Json.write(e.to()));
      case UserSignedIn e -> onUser("login", e.user().value(), null, null);
      case UserSignedOut e -> onUser("logout", e.user().value(), null, null);
      case UserDeleted e -> onUser(DELETE, e.user().value(), null, null);
      default -> null;
    };
  }

  private static @Nullable Operation ofRobot(Event event) {
    return switch (event) {
      case RobotCreated e ->
          onRobot(CREATE, e.robot().value(), e.project(), null, Json.write(e.spec()));
      case RobotChanged e ->
          onRobot(UPDATE, e.robot().value(), e.project(), Json.write(e.from()), Json.write(e.to()));
      case RobotSecretRefreshed e ->
          onRobot(UPDATE, e.robot().value(), e.project(), null, refreshed(e));
      case RobotDeleted e -> onRobot(DELETE, e.robot().value(), e.project(), gone(e.spec()), null);
      default -> null;
    };
  }

  private static @Nullable String gone(@Nullable RobotSpec spec) {
    return spec == null ? null : Json.write(spec);
  }

  private static String refreshed(RobotSecretRefreshed e) {
    return e.oldSecretUntil() == null
        ? values("secret", "refreshed")
        : values("secret", "refreshed", "oldSecretUntil", e.oldSecretUntil().toString());
  }

  private static @Nullable Operation ofLabel(Event event) {
    return switch (event) {
      case LabelCreated e ->
          new Operation(
              CREATE,
              Resource.label(e.label().value(), e.spec().name()),
              e.project(),
              null,
              Json.write(e.spec()));
      case LabelChanged e ->
          new Operation(
              UPDATE,
              Resource.label(e.label().value(), e.from().name()),
              e.project(),
              Json.write(e.from()),
              Json.write(e.to()));
      case LabelDeleted e ->
          new Operation(
              DELETE,
              Resource.label(e.label().value(), e.spec().name()),
              e.project(),
              Json.write(e.spec()),
              null);
      default -> null;
    };
  }

  private static @Nullable Operation ofGroup(Event event) {
    return switch (event) {
      case GroupCreated e ->
          new Operation(
              CREATE,
              Resource.group(e.group().value(), e.name()),
              null,
              null,
              values("name", e.name(), "kind", e.kind().name(), "dn", e.ldapDn()));
      case GroupRenamed e ->
          new Operation(
              UPDATE,
              Resource.group(e.group().value(), e.to()),
              null,
              values("name", e.from()),
              values("name", e.to()));
      case GroupDeleted e ->
          new Operation(
              DELETE,
              Resource.group(e.group().value(), e.name()),
              null,
              values("name", e.name()),
              null);
      default -> null;
    };
  }

  private static @Nullable Operation ofConfiguration(Event event) {
    return switch (event) {
      case SettingChanged e ->
          new Operation(
              UPDATE,
              Resource.configuration(e.key()),
              null,
              values(e.key(), e.from()),
              values(e.key(), e.to()));
      case SecretSettingChanged e ->
          new Operation(
              UPDATE,
              Resource.configuration(e.key()),
              null,
              null,
              values(e.key(), e.present() ? "changed" : "removed"));
      default -> null;
    };
  }

  private static @Nullable Operation ofRule(Event event) {
    return switch (event) {
      case ImmutableRuleCreated e -> onRule(CREATE, e.rule(), e.project(), null, e.spec());
      case ImmutableRuleChanged e -> onRule(UPDATE, e.rule(), e.project(), e.from(), e.to());
      case ImmutableRuleDeleted e -> onRule(DELETE, e.rule(), e.project(), e.spec(), null);
      default -> null;
    };
  }

  private static @Nullable Operation ofRole(Event event) {
    return switch (event) {
      case RoleCreated e ->
          new Operation(
              CREATE,
              Resource.role(e.role().value(), e.spec().name()),
              null,
              null,
              Json.write(e.spec()));
      case RoleChanged e ->
          new Operation(
              UPDATE,
              Resource.role(e.role().value(), e.to().name()),
              null,
              Json.write(e.from()),
              Json.write(e.to()));
      case RoleDeleted e ->
          new Operation(
              DELETE,
              Resource.role(e.role().value(), e.spec().name()),
              null,
              Json.write(e.spec()),
              null);
      default -> null;
    };
  }

  private static Operation onGrant(
      String verb,
      RepositoryGrantId grant,
      ProjectId project,
      @Nullable String from,
      @Nullable String to) {
    return new Operation(
        verb, Resource.repositoryGrant(project.value(), grant.value()), project, from, to);
  }

  /// A role and, where they are given, who has it and in which repositories.
  private static String role(
      @Nullable Member member,
      @Nullable String repositories,
      Role shown,
      @Nullable CustomRoleId custom) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (member != null) {
      values.put("member", member(member));
    }
    if (repositories != null) {
      values.put("repositories", repositories);
    }
    values.put("role", shown.wireName());
    if (custom != null) {
      values.put("customRole", custom.value());
    }
    return Json.write(values);
  }

  private static @Nullable Operation ofTrust(Event event) {
    return switch (event) {
      case TrustRuleCreated e -> onTrust(CREATE, e.rule(), e.project(), null, e.spec());
      case TrustRuleChanged e -> onTrust(UPDATE, e.rule(), e.project(), e.from(), e.to());
      case TrustRuleDeleted e -> onTrust(DELETE, e.rule(), e.project(), e.spec(), null);
      case TokenExchanged e ->
          new Operation(
              "exchange",
              Resource.workload(e.exchange().value()),
              e.project(),
              null,
              values(
                  "rule", e.rule().value(),
                  "claims", e.claims().toString(),
                  "expiresAt", e.expiresAt().toString()));
      default -> null;
    };
  }

  private static Operation onTrust(
      String verb,
      TrustRuleId rule,
      ProjectId project,
      @Nullable TrustRuleSpec from,
      @Nullable TrustRuleSpec to) {
    return new Operation(
        verb,
        Resource.trustRule(project.value(), rule.value()),
        project,
        from == null ? null : Json.write(from),
        to == null ? null : Json.write(to));
  }

  private static Operation onRule(
      String verb,
      ImmutableRuleId rule,
      ProjectId project,
      @Nullable ImmutableRuleSpec from,
      @Nullable ImmutableRuleSpec to) {
    return new Operation(
        verb,
        Resource.immutableRule(project.value(), rule.value()),
        project,
        from == null ? null : Json.write(from),
        to == null ? null : Json.write(to));
  }

  private static Operation onUser(
      String verb, int user, @Nullable String from, @Nullable String to) {
    return new Operation(verb, Resource.user(user), null, from, to);
  }

  private static Operation onRobot(
      String verb,
      int robot,
      @Nullable ProjectId project,
      @Nullable String from,
      @Nullable String to) {
    return new Operation(verb, Resource.robot(robot), project, from, to);
  }

  /// `user:7`
  private static String member(Member member) {
    return member.kind().name().toLowerCase(Locale.ROOT) + ":" + member.id();
  }

  /// Sealed, as the event has it.
  private static String profile(ProfileChanged.Profile profile) {
    return values(
        "email", profile.email().toString(),
        "realName", profile.realName().toString(),
        "comment", profile.comment().toString());
  }

  private static String values(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return Json.write(map);
  }
}
