package portolan.query.project;

import portolan.language.access.Sight;
import portolan.language.oci.ProjectName;
import portolan.query.list.Listing;

/// Narrows lists to what somebody sees.
public final class Visible {
  private static final String SEEN =
      """
      %1$s.is_public OR %1$s.name = ANY (?) OR EXISTS (
        SELECT FROM member v WHERE v.project_id = %1$s.id AND v.entity_kind = 'USER'
          AND v.entity_id = ? AND %2$s) OR EXISTS (
        SELECT FROM member v JOIN user_group g ON g.id = v.entity_id
          JOIN account a ON a.id = ? AND a.groups @> to_jsonb(g.id)
        WHERE v.project_id = %1$s.id AND v.entity_kind = 'GROUP' AND %2$s)\
      """;

  /// Each of Harbor's roles gives this; a custom role only when it says so.
  private static final String LISTS_REPOSITORIES =
      """
      (v.custom_role IS NULL OR EXISTS (
        SELECT FROM custom_role c WHERE c.id = v.custom_role
          AND c.permissions @> '[{"resource": "repository", "action": "list"}]'))\
      """;

  private Visible() {}

  /// The same for lists of projects alone: who has a role in some repositories sees the project.
  static Listing withGranted(Listing listing, Sight sight, String project) {
    int user = sight.user().map(it -> it.value()).orElse(0);
    if (sight.everything() || user == 0) {
      return in(listing, sight, project);
    }
    return listing.where(
        SEEN.formatted(project, "TRUE")
            + """
             OR EXISTS (
              SELECT FROM repository_grant v WHERE v.project_id = %1$s.id
                AND v.entity_kind = 'USER' AND v.entity_id = ?) OR EXISTS (
              SELECT FROM repository_grant v JOIN user_group g ON g.id = v.entity_id
                JOIN account a ON a.id = ? AND a.groups @> to_jsonb(g.id)
              WHERE v.project_id = %1$s.id AND v.entity_kind = 'GROUP')\
            """
                .formatted(project),
        names(sight),
        user,
        user,
        user,
        user);
  }

  private static String[] names(Sight sight) {
    return sight.named().stream().map(ProjectName::value).toArray(String[]::new);
  }

  /// Whoever has a role in a project sees it.
  ///
  /// @param project the alias of the table `project` in the list
  static Listing in(Listing listing, Sight sight, String project) {
    return in(listing, sight, project, "TRUE");
  }

  /// The same for lists of repositories.
  public static Listing repositories(Listing listing, Sight sight, String project) {
    return in(listing, sight, project, LISTS_REPOSITORIES);
  }

  private static Listing in(Listing listing, Sight sight, String project, String roles) {
    if (sight.everything()) {
      return listing;
    }
    int user = sight.user().map(it -> it.value()).orElse(0);
    return listing.where(SEEN.formatted(project, roles), names(sight), user, user);
  }
}
