package portolan.language.oci;

import java.util.regex.Pattern;

/// A tag: a word character, then up to 127 word characters, dots and hyphens.
///
/// Source: OCI distribution-spec, "Pulling manifests".
public record TagName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  public TagName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a tag");
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
