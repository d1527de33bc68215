package portolan.command;

import java.util.Optional;
import portolan.language.access.CustomRoleId;
import portolan.language.group.GroupId;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.label.LabelId;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotId;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.TrustRuleId;
import portolan.language.user.UserId;

/// How streams are named in the log.
public final class StreamNames {
  /// All settings of the registry are one stream.
  public static final String SETTINGS = "Configuration:1";

  private StreamNames() {}

  public static String of(ProjectId project) {
    return "Project:" + project;
  }

  public static String storageOf(ProjectId project) {
    return "ProjectStorage:" + project;
  }

  /// @param project empty for the whole registry
  public static String allowlistOf(Optional<ProjectId> project) {
    return "CveAllowlist:" + project.map(ProjectId::value).orElse(0);
  }

  public static String of(RepositoryId repository) {
    return "Repository:" + repository;
  }

  public static String of(RepositoryId repository, Digest digest) {
    return "Artifact:" + repository + "@" + digest;
  }

  public static String of(RepositoryId repository, TagName tag) {
    return "Tag:" + repository + ":" + tag;
  }

  public static String of(UserId user) {
    return "User:" + user;
  }

  public static String of(GroupId group) {
    return "UserGroup:" + group;
  }

  public static String of(RobotId robot) {
    return "Robot:" + robot.value();
  }

  public static String ofVisits(String group) {
    return "Visits:" + group;
  }

  public static String of(LabelId label) {
    return "Label:" + label;
  }

  public static String of(CustomRoleId role) {
    return "Role:" + role;
  }

  public static String of(TrustRuleId rule) {
    return "TrustRule:" + rule;
  }

  public static String of(ExchangeId exchange) {
    return "Exchange:" + exchange;
  }

  public static String of(ImmutableRuleId rule) {
    return "ImmutableRule:" + rule;
  }
}
