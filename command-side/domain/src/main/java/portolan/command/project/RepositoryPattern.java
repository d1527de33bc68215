package portolan.command.project;

import java.util.regex.Pattern;
import portolan.language.refusal.Refusal;

/// What a grant over repositories may say: names, `*` within a part, and `**` for any number of
/// parts. No more, since lists are filtered by it in the database too.
final class RepositoryPattern {
  private static final Pattern FORM = Pattern.compile("[a-z0-9._*-]+(?:/[a-z0-9._*-]+)*");
  private static final int LONGEST = 255;

  private RepositoryPattern() {}

  static String checked(String pattern) {
    if (pattern.length() > LONGEST || !FORM.matcher(pattern).matches()) {
      throw new Refusal.ParameterInvalid(
              "repositories", "must be names of repositories without the project, with * and **")
          .asException();
    }
    return pattern;
  }
}
