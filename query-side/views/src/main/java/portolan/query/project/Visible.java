package portolan.query.project;

import portolan.language.access.Sight;
import portolan.language.project.ProjectId;
import portolan.query.list.Listing;

/// Narrows lists to what somebody sees.
public final class Visible {
  private static final String SEEN = "%1$s.is_public OR %1$s.id = ANY (?) OR %2$s";

  /// Somebody, or a group of theirs, is in a table of roles: which projects these are is found
  /// once, and not for each row anew.
  private static final String HELD =
      """
      %1$s.id IN (
        SELECT v.project_id FROM %2$s v
        WHERE v.entity_kind = 'USER' AND v.entity_id = ? AND %3$s) OR %1$s.id IN (
        SELECT v.project_id FROM %2$s v JOIN user_group g ON g.id = v.entity_id
          JOIN account a ON a.id = ? AND a.groups @> to_jsonb(g.id)
        WHERE v.entity_kind = 'GROUP' AND %3$s)\
      """;

  private static final String ANY = "TRUE";

  /// Each of Harbor's roles gives this; a custom role only when it says so.
  private static final String LISTS_REPOSITORIES =
      """
      (v.custom_role IS NULL OR EXISTS (
        SELECT FROM custom_role c WHERE c.id = v.custom_role
          AND c.permissions @> '[{"resource": "repository", "action": "list"}]'))\
      """;

  /// The repositories of a project that grants to somebody are for.
  private static final String GRANTED =
      """
      (SELECT count(*) FROM repository r WHERE r.project_id = %1$s.id AND %2$s)\
      """;

  private static final String GRANTS =
      """
      repository_grant v WHERE v.project_id = %1$s.id AND %2$s
        AND (v.entity_kind = 'USER' AND v.entity_id = %3$d
          OR v.entity_kind = 'GROUP' AND EXISTS (
            SELECT FROM user_group g JOIN account a ON a.id = %3$d
            WHERE g.id = v.entity_id AND a.groups @> to_jsonb(g.id)))\
      """;

  private Visible() {}

  /// How many repositories of a project are shown: all where they are listed to the person who
  /// asks, else those that a grant to them is for. The person is written into the expression: a
  /// number.
  ///
  /// @param all how many the project has
  static String repositories(Sight sight, String project, String all) {
    if (sight.everything() || sight.user().isEmpty()) {
      return all;
    }
    int user = sight.user().get().value();
    var listed =
        HELD.formatted(project, "member", LISTS_REPOSITORIES).replace("?", Integer.toString(user));
    var grants = GRANTS.formatted(project, LISTS_REPOSITORIES, user);
    return "CASE WHEN %s.is_public OR %s THEN %s ELSE %s END"
        .formatted(
            project,
            listed,
            all,
            GRANTED.formatted(project, NamePattern.fitsAny("r.name", "v.repositories", grants)));
  }

  /// The same for lists of projects alone: who has a role in some repositories sees the project.
  static Listing withGranted(Listing listing, Sight sight, String project) {
    int user = sight.user().map(it -> it.value()).orElse(0);
    if (sight.everything() || user == 0) {
      return in(listing, sight, project);
    }
    return listing.where(
        seen(project, ANY) + " OR " + HELD.formatted(project, "repository_grant", ANY),
        given(sight),
        user,
        user,
        user,
        user);
  }

  private static String seen(String project, String roles) {
    return SEEN.formatted(project, HELD.formatted(project, "member", roles));
  }

  private static Integer[] given(Sight sight) {
    return sight.given().stream().map(ProjectId::value).toArray(Integer[]::new);
  }

  /// Whoever has a role in a project sees it.
  ///
  /// @param project the alias of the table `project` in the list
  static Listing in(Listing listing, Sight sight, String project) {
    return where(listing, sight, seen(project, ANY));
  }

  /// The same for lists of repositories. The projects are found once, and each repository is looked
  /// up among them.
  ///
  /// @param project the column that has the number of the repository's project
  public static Listing repositories(Listing listing, Sight sight, String project) {
    return where(
        listing,
        sight,
        "(%s IN (SELECT s.id FROM project s WHERE %s)) IS TRUE"
            .formatted(project, seen("s", LISTS_REPOSITORIES)));
  }

  private static Listing where(Listing listing, Sight sight, String seen) {
    if (sight.everything()) {
      return listing;
    }
    int user = sight.user().map(it -> it.value()).orElse(0);
    return listing.where(seen, given(sight), user, user);
  }
}
