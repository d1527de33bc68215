package portolan.query.assembly;

import java.util.List;
import portolan.language.privacy.Vault;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.allowlist.AllowlistAnswers;
import portolan.query.allowlist.AllowlistIndex;
import portolan.query.artifact.ArtifactCatalog;
import portolan.query.artifact.ArtifactLists;
import portolan.query.artifact.ManifestAnswers;
import portolan.query.audit.AuditAnswers;
import portolan.query.audit.AuditTrail;
import portolan.query.audit.VisitTrail;
import portolan.query.configuration.ConfigurationAnswers;
import portolan.query.configuration.SettingList;
import portolan.query.follow.Projection;
import portolan.query.group.GroupList;
import portolan.query.group.GroupLists;
import portolan.query.immutable.ImmutableRuleList;
import portolan.query.immutable.ImmutableRuleLists;
import portolan.query.label.LabelList;
import portolan.query.label.LabelLists;
import portolan.query.project.MemberLists;
import portolan.query.project.ProjectAnswers;
import portolan.query.project.ProjectDirectory;
import portolan.query.project.ProjectLists;
import portolan.query.project.RepositoryGrantList;
import portolan.query.project.RepositoryGrantLists;
import portolan.query.quota.QuotaLists;
import portolan.query.quota.QuotaUsage;
import portolan.query.repository.RepositoryAnswers;
import portolan.query.repository.RepositoryBlobs;
import portolan.query.repository.RepositoryList;
import portolan.query.repository.RepositoryLists;
import portolan.query.robot.RobotAnswers;
import portolan.query.robot.RobotList;
import portolan.query.robot.RobotLists;
import portolan.query.robot.RobotUse;
import portolan.query.role.RoleAnswers;
import portolan.query.role.RoleList;
import portolan.query.tag.TagAnswers;
import portolan.query.tag.TagIndex;
import portolan.query.tag.TagLists;
import portolan.query.trust.TrustAnswers;
import portolan.query.trust.TrustRuleList;
import portolan.query.trust.WorkloadList;
import portolan.query.user.AccountAnswers;
import portolan.query.user.UserDirectory;
import portolan.query.user.UserLists;

/// Names every read model and every answer, so that whoever runs them need not.
public final class ReadSide {
  /// The group of all read models that a push touches; they have one position.
  public static final String GROUP = "main";

  private ReadSide() {}

  public static List<Projection> projections(Vault vault) {
    return List.of(
        new ProjectDirectory(),
        new RepositoryList(),
        new ArtifactCatalog(),
        new RepositoryBlobs(),
        new TagIndex(),
        new QuotaUsage(),
        new UserDirectory(vault),
        new RobotList(),
        new RobotUse(),
        new LabelList(),
        new AllowlistIndex(),
        new ImmutableRuleList(),
        new TrustRuleList(),
        new RoleList(),
        new RepositoryGrantList(),
        new WorkloadList(),
        new SettingList(),
        new GroupList(),
        new AuditTrail(),
        new VisitTrail());
  }

  public static List<Answers> answers(Database database, Vault vault) {
    return List.of(
        new ProjectAnswers(database),
        new RepositoryAnswers(database),
        new ManifestAnswers(database),
        new TagAnswers(database),
        new AccountAnswers(database),
        new ConfigurationAnswers(database),
        new GroupLists(database),
        new RobotAnswers(database, vault),
        new ProjectLists(database),
        new MemberLists(database),
        new RepositoryLists(database),
        new ArtifactLists(database),
        new TagLists(database),
        new QuotaLists(database),
        new UserLists(database),
        new RobotLists(database, vault),
        new LabelLists(database),
        new AllowlistAnswers(database),
        new ImmutableRuleLists(database),
        new TrustAnswers(database),
        new RoleAnswers(database),
        new RepositoryGrantLists(database),
        new AuditAnswers(database, vault));
  }
}
