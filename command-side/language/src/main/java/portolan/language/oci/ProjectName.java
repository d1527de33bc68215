package portolan.language.oci;

import java.util.regex.Pattern;

/// The first part of every repository name: 1 to 255 characters, lowercase letters and digits,
/// joined by `.`, `_` or `-`.
public record ProjectName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");

  public ProjectName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a project name");
    }
  }

  public static boolean isValid(String value) {
    return !value.isEmpty() && value.length() <= 255 && FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
