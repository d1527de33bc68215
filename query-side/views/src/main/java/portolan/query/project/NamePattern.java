package portolan.query.project;

/// Finds in the database what the pattern of a grant fits: `*` is any run of characters but `/`,
/// and `**` as a whole part any number of parts, at the end one at least.
///
/// A pattern becomes a regular expression there, over names between slashes. No name and no pattern
/// has a `<`, which stands for `**` meanwhile.
public final class NamePattern {
  private static final String MARKED =
      "regexp_replace(replace('/' || %s || '/', '.', '\\.'), '(/\\*\\*)+/', '</', 'g')";
  private static final String WITH_RUNS = "regexp_replace(" + MARKED + ", '\\*+', '[^/]*', 'g')";
  private static final String ENDED = "regexp_replace(" + WITH_RUNS + ", '</$', '(/[^/]+)+/')";
  private static final String REGEX = "'^' || replace(" + ENDED + ", '<', '(/[^/]+)*') || '$'";

  private NamePattern() {}

  /// A condition: the name of a repository, its project left out, fits one of several patterns.
  /// They are one expression, since PostgreSQL keeps no more than 32 of them compiled.
  ///
  /// @param name the column that has the full name
  /// @param pattern the column that has a pattern
  /// @param rows where patterns are selected from
  public static String fitsAny(String name, String pattern, String rows) {
    return "(substring(%1$s from position('/' in %1$s)) || '/') ~ (SELECT string_agg(%2$s, '|') FROM %3$s)"
        .formatted(name, REGEX.formatted(pattern), rows);
  }
}
