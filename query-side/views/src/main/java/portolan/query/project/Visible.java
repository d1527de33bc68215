package portolan.query.project;

import portolan.language.access.Sight;
import portolan.language.oci.ProjectName;
import portolan.query.list.Listing;

/// Narrows lists to what somebody sees.
public final class Visible {
  private Visible() {}

  /// @param project the alias of the table `project` in the list
  public static Listing in(Listing listing, Sight sight, String project) {
    if (sight.everything()) {
      return listing;
    }
    var names = sight.named().stream().map(ProjectName::value).toArray(String[]::new);
    int user = sight.user().map(it -> it.value()).orElse(0);
    return listing.where(
        """
        %1$s.is_public OR %1$s.name = ANY (?) OR EXISTS (
          SELECT FROM member v WHERE v.project_id = %1$s.id AND v.entity_kind = 'USER'
            AND v.entity_id = ?) OR EXISTS (
          SELECT FROM member v JOIN user_group g ON g.id = v.entity_id
            JOIN account a ON a.id = ? AND a.groups @> to_jsonb(g.id)
          WHERE v.project_id = %1$s.id AND v.entity_kind = 'GROUP')\
        """
            .formatted(project),
        names,
        user,
        user);
  }
}
