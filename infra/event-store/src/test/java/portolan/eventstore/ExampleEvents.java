package portolan.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.ArtifactPushedAgain;
import portolan.language.artifact.ArtifactUnlabelled;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Event;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.GroupRenamed;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.oci.Digest;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
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
import portolan.language.repository.RepositoryCleared;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.robot.RobotSpec;
import portolan.language.role.RoleChanged;
import portolan.language.role.RoleCreated;
import portolan.language.role.RoleDeleted;
import portolan.language.role.RoleSpec;
import portolan.language.tag.Occasion;
import portolan.language.tag.TagId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.language.trust.ExchangeId;
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
import portolan.language.user.Standing;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;
import portolan.language.user.UserRegistered;
import portolan.language.user.UserSignedIn;
import portolan.language.user.UserSignedOut;
import portolan.language.visit.VisitsRecorded;

/// One event of every type, with every field set.
final class ExampleEvents {
  private static final ProjectId PROJECT = new ProjectId(12);
  private static final ProjectName ACME = new ProjectName("acme");
  private static final RepositoryId REPOSITORY = new RepositoryId(7);
  private static final RepositoryName WEB = RepositoryName.of("acme/web");
  private static final ArtifactId ARTIFACT = new ArtifactId(31);
  private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
  private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));
  private static final Digest LONG = new Digest("sha512:" + "3".repeat(128));
  private static final TagName TAG = new TagName("v1.0");
  private static final TagId TAG_ID = new TagId(44);
  private static final UserId USER = new UserId(3);
  private static final RobotId ROBOT = new RobotId(5);
  private static final Member MEMBER = new Member(Member.Kind.USER, 3);
  private static final CustomRoleId RELEASER = new CustomRoleId(101);
  private static final RepositoryGrantId GRANT = new RepositoryGrantId(11);
  private static final RoleChoice CHOICE = new RoleChoice(Role.GUEST, RELEASER);
  private static final RoleSpec RELEASES_ROLE =
      new RoleSpec(
          "releaser", "pushes releases", Role.GUEST, Set.of(new Permission("repository", "push")));
  private static final MembershipId MEMBERSHIP = new MembershipId(9);
  private static final RobotSpec SPEC =
      new RobotSpec(
          "builds",
          30,
          1_790_000_000,
          false,
          List.of(
              new Grant("project", "acme", Set.of(new Permission("repository", "push")), PROJECT)));
  private static final RobotSpec ENDLESS = new RobotSpec("", -1, -1, true, List.of());
  private static final TrustRuleId TRUST = new TrustRuleId(6);
  private static final TrustRuleSpec DEPLOY =
      new TrustRuleSpec(
          "deploy",
          "the release job",
          "https://token.actions.githubusercontent.com",
          "https://registry.example.org",
          Map.of("sub", "repo:acme/web:ref:refs/heads/main"),
          Set.of(new Permission("repository", "push")),
          900,
          false);
  private static final LabelId LABEL = new LabelId(4);
  private static final LabelSpec APPROVED = new LabelSpec("ok", "", "#00FF00");
  private static final ImmutableRuleId RULE = new ImmutableRuleId(8);
  private static final ImmutableRuleSpec RELEASES =
      new ImmutableRuleSpec(
          false,
          3,
          new Selector(false, "**", "{}"),
          new Selector(false, "v*", "{\"untagged\":true}"),
          "{\"note\":1}");
  private static final Manifest MANIFEST =
      new Manifest(
          FIRST,
          "application/vnd.oci.image.index.v1+json",
          523,
          "application/vnd.example",
          "application/vnd.oci.image.config.v1+json",
          List.of(new Blob(SECOND, 4096, "application/vnd.oci.image.layer.v1.tar+gzip")),
          List.of(
              new Child(
                  LONG,
                  400,
                  "application/vnd.oci.image.manifest.v1+json",
                  new Child.Platform("arm64", "linux", "5.4", "v8", List.of("sse4")),
                  Map.of("a", "b"),
                  List.of("https://elsewhere.example.org/child"))),
          SECOND,
          Map.of("org.opencontainers.image.title", "web"),
          "{\"architecture\":\"amd64\"}");

  static final List<Event> ALL =
      List.of(
          new ProjectCreated(PROJECT, ACME, USER, Map.of("public", "true")),
          new ProjectSettingChanged(PROJECT, "public", "true", "false"),
          new ProjectDeleted(PROJECT, ACME),
          new MemberAdded(PROJECT, MEMBERSHIP, MEMBER, Role.DEVELOPER, RELEASER),
          new MemberRoleChanged(
              PROJECT,
              MEMBERSHIP,
              MEMBER,
              Role.DEVELOPER,
              Role.GUEST,
              RELEASER,
              new CustomRoleId(102)),
          new MemberRemoved(PROJECT, MEMBERSHIP, MEMBER, Role.GUEST, RELEASER),
          new RepositoriesGranted(PROJECT, GRANT, MEMBER, "team-a/**", CHOICE),
          new RepositoryGrantChanged(
              PROJECT, GRANT, MEMBER, "team-a/**", CHOICE, RoleChoice.of(Role.MAINTAINER)),
          new RepositoryGrantWithdrawn(
              PROJECT, GRANT, MEMBER, "team-a/**", RoleChoice.of(Role.MAINTAINER)),
          new RoleCreated(RELEASER, RELEASES_ROLE),
          new RoleChanged(
              RELEASER,
              RELEASES_ROLE,
              new RoleSpec("releaser", "", Role.GUEST, Set.of(new Permission("tag", "create")))),
          new RoleDeleted(RELEASER, RELEASES_ROLE),
          new StorageLimitSet(PROJECT, -1L, 1_073_741_824),
          new RepositoryCreated(REPOSITORY, PROJECT, WEB),
          new RepositoryDescribed(REPOSITORY, PROJECT, "", "the shop"),
          new RepositoryDeleted(REPOSITORY, PROJECT, WEB),
          new RepositoryCleared(REPOSITORY, PROJECT, WEB),
          new BlobReleased(PROJECT, WEB, FIRST),
          new VisitsRecorded("5f0c9a7e", 2, "00ff"),
          new ArtifactPushed(ARTIFACT, PROJECT, REPOSITORY, WEB, MANIFEST, TAG),
          new ArtifactPushedAgain(ARTIFACT, PROJECT, REPOSITORY, FIRST, TAG),
          new ArtifactCompleted(
              ARTIFACT,
              PROJECT,
              REPOSITORY,
              FIRST,
              TAG,
              List.of(
                  new Blob(
                      SECOND,
                      4096,
                      "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"))),
          new ArtifactDeleted(ARTIFACT, PROJECT, REPOSITORY, WEB, FIRST, List.of(FIRST, SECOND)),
          new ArtifactLabelled(ARTIFACT, PROJECT, REPOSITORY, FIRST, LABEL),
          new ArtifactUnlabelled(ARTIFACT, PROJECT, REPOSITORY, FIRST, LABEL),
          new LabelCreated(LABEL, PROJECT, APPROVED),
          new LabelChanged(LABEL, null, APPROVED, new LabelSpec("approved", "by QA", "")),
          new LabelDeleted(LABEL, PROJECT, APPROVED),
          new ImmutableRuleCreated(RULE, PROJECT, RELEASES),
          new ImmutableRuleChanged(
              RULE,
              PROJECT,
              RELEASES,
              new ImmutableRuleSpec(true, 0, new Selector(true, "a/**"), RELEASES.tags())),
          new ImmutableRuleDeleted(RULE, PROJECT, RELEASES),
          new CveAllowlistSet(
              PROJECT,
              CveAllowlist.EMPTY,
              new CveAllowlist(List.of("CVE-2024-0001"), 1_900_000_000L)),
          new TagMoved(TAG_ID, PROJECT, REPOSITORY, TAG, FIRST, SECOND, Occasion.PUSH),
          new TagRemoved(TAG_ID, PROJECT, REPOSITORY, TAG, SECOND, Occasion.DELETION),
          new UserRegistered(
              USER, sealed("bmFtZQ=="), sealed("bWFpbA=="), sealed("cmVhbA=="), sealed(""), true),
          new ProfileChanged(USER, profile("b25l"), profile("dHdv")),
          new PasswordChanged(USER),
          new AdministratorSet(USER, false, true),
          new UserDeleted(USER, sealed("bmFtZQ==")),
          new UserSignedIn(USER),
          new UserSignedOut(USER),
          new StandingChanged(USER, Standing.NONE, new Standing(Set.of(new GroupId(4)), true)),
          new CliSecretChanged(USER),
          new GroupCreated(new GroupId(4), "team", GroupKind.LDAP, "cn=team,dc=example"),
          new GroupRenamed(new GroupId(4), "team", "crew"),
          new GroupDeleted(new GroupId(4), "crew"),
          new RobotCreated(ROBOT, "ci", PROJECT, ACME, SPEC),
          new RobotChanged(ROBOT, PROJECT, SPEC, ENDLESS),
          new RobotSecretRefreshed(ROBOT, PROJECT, Instant.parse("2026-11-29T08:00:00Z")),
          new RobotDeleted(ROBOT, PROJECT, "ci", SPEC),
          new TrustRuleCreated(TRUST, PROJECT, DEPLOY),
          new TrustRuleChanged(
              TRUST,
              PROJECT,
              DEPLOY,
              new TrustRuleSpec(
                  "deploy",
                  "",
                  DEPLOY.issuer(),
                  "registry",
                  Map.of("/kubernetes.io/namespace", "ci"),
                  Set.of(new Permission("repository", "pull")),
                  60,
                  true)),
          new TrustRuleDeleted(TRUST, PROJECT, DEPLOY),
          new TokenExchanged(
              new ExchangeId(70),
              TRUST,
              2,
              PROJECT,
              ACME,
              "deploy",
              new Sealed(new PersonId("workload:70"), "Y2xhaW1z"),
              Instant.parse("2026-11-29T08:15:00Z")),
          new SettingChanged("token_expiration", "30", "45"),
          new SecretSettingChanged("oidc_client_secret", true));

  private ExampleEvents() {}

  private static Sealed sealed(String ciphertext) {
    return new Sealed(new PersonId("user:3"), ciphertext);
  }

  private static ProfileChanged.Profile profile(String ciphertext) {
    return new ProfileChanged.Profile(sealed(ciphertext), sealed(ciphertext), sealed(ciphertext));
  }
}
