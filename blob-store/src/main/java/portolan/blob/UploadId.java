package portolan.blob;

import java.util.regex.Pattern;

/// The name of an upload session: 22 to 128 characters of `A-Za-z0-9_-`.
///
/// It becomes a file's name, so the grammar leaves no way out of the upload folder.
public record UploadId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,128}");

  public UploadId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an upload id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
