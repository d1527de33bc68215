package portolan.query.edge.api;

import org.jspecify.annotations.Nullable;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.project.MemberDetails;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectDetails;
import portolan.language.project.ProjectSummary;
import portolan.language.project.RepositoryGrantDetails;

/// Projects and members as Harbor's clients read them.
final class ProjectJson {
  private ProjectJson() {}

  static Fields full(ProjectDetails project) {
    int id = project.id().value();
    return brief(project)
        .put(
            "cve_allowlist",
            AllowlistsEndpoint.json(project.allowlist(), id)
                .put("creation_time", Fields.NO_TIME)
                .put("update_time", Fields.NO_TIME)
                .map())
        .filled("metadata", project.settings())
        .filled("owner_name", project.ownerName());
  }

  /// As search shows it.
  static Fields found(ProjectDetails project) {
    return brief(project).filled("metadata", project.settings());
  }

  /// Without what takes Harbor more than a look at the project.
  static Fields brief(ProjectDetails project) {
    var roles = project.roles().stream().sorted().map(Role::id).toList();
    return new Fields()
        .put("project_id", project.id().value())
        .put("name", project.name().value())
        .put("owner_id", project.owner().value())
        .filled("current_user_role_id", roles.isEmpty() ? 0 : roles.getFirst())
        .list("current_user_role_ids", roles)
        .put("repo_count", project.repositories())
        .put("cve_allowlist", allowlist().map())
        .put("creation_time", project.createdAt())
        .put("update_time", project.updatedAt());
  }

  private static Fields allowlist() {
    return new Fields()
        .put("items", null)
        .put("creation_time", Fields.NO_TIME)
        .put("update_time", Fields.NO_TIME);
  }

  /// @param withMembers whether the caller may see who belongs to the project
  static Fields summary(ProjectSummary summary, boolean withMembers, boolean withQuota) {
    var fields = new Fields().put("repo_count", summary.repositories());
    if (withMembers) {
      fields
          .filled("project_admin_count", count(summary, Role.PROJECT_ADMIN))
          .filled("maintainer_count", count(summary, Role.MAINTAINER))
          .filled("developer_count", count(summary, Role.DEVELOPER))
          .filled("guest_count", count(summary, Role.GUEST))
          .filled("limited_guest_count", count(summary, Role.LIMITED_GUEST));
    }
    if (withQuota) {
      fields.put(
          "quota",
          new Fields()
              .put("hard", QuotasEndpoint.storage(summary.hard()))
              .put("used", QuotasEndpoint.storage(summary.used()))
              .map());
    }
    return fields;
  }

  private static long count(ProjectSummary summary, Role role) {
    return summary.members().getOrDefault(role, 0L);
  }

  static Fields member(MemberDetails member) {
    return new Fields()
        .put("id", member.id().value())
        .put("project_id", member.project().value())
        .filled("entity_name", member.name())
        .put("role_name", member.role().shown().wireName())
        .put("role_id", member.role().shown().id())
        .put("entity_id", member.member().id())
        .put(
            "entity_type",
            switch (member.member().kind()) {
              case USER -> "u";
              case GROUP -> "g";
            })
        .filled("custom_role_id", number(member.role()))
        .filled("custom_role_name", member.roleName());
  }

  static Fields grant(RepositoryGrantDetails grant) {
    return member(
            new MemberDetails(
                new MembershipId(grant.id().value()),
                grant.project(),
                grant.member(),
                grant.name(),
                grant.role(),
                grant.roleName()))
        .put("repositories", grant.repositories());
  }

  private static @Nullable Integer number(RoleChoice role) {
    return role.custom() == null ? null : role.custom().value();
  }
}
