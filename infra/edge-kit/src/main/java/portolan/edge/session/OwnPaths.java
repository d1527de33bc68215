package portolan.edge.session;

import java.util.regex.Pattern;
import portolan.language.refusal.Refusal;

/// Where browsers may be sent after a sign-in: to paths of our own, so that no link through us
/// leads people elsewhere.
public final class OwnPaths {
  private static final Pattern OWN =
      Pattern.compile("/(?:[^/\\\\\\p{Cntrl}\\s][^\\\\\\p{Cntrl}\\s]*)?");

  private OwnPaths() {}

  /// The path; anything else is refused.
  public static String checked(String parameter, String path) {
    if (!OWN.matcher(path).matches() || !isUri(path)) {
      throw new Refusal.ParameterInvalid(parameter, parameter + " must be a path of this registry")
          .asException();
    }
    return path;
  }

  private static boolean isUri(String path) {
    try {
      var uri = java.net.URI.create(path);
      return uri.getScheme() == null && uri.getRawAuthority() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
