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
          AND v.entity_id = ?) OR EXISTS (
        SELECT FROM member v JOIN user_group g ON g.id = v.entity_id
          JOIN account a ON a.id = ? AND a.groups @> to_jsonb(g.id)
        WHERE v.project_id = %1$s.id AND v.entity_kind = 'GROUP')\
      """;

  private Visible() {}

  /// The same for lists of projects alone: who has a role in some repositories sees the project.
  static Listing withGranted(Listing listing, Sight sight, String project) {
    int user = sight.user().map(it -> it.value()).orElse(0);
    if (sight.everything() || user == 0) {
      return in(listing, sight, project);
    }
    return listing.where(
        SEEN.formatted(project)
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

  /// @param project the alias of the table `project` in the list
  public static Listing in(Listing listing, Sight sight, String project) {
    if (sight.everything()) {
      return listing;
    }
    int user = sight.user().map(it -> it.value()).orElse(0);
    return listing.where(SEEN.formatted(project), names(sight), user, user);
  }
}
