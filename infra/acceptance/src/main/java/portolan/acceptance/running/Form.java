package portolan.acceptance.running;

import java.util.Locale;

/// How the registry runs.
public enum Form {
  /// One process with everything in it, PostgreSQL and Redis included.
  SINGLE,
  /// nginx with TLS, one node that writes, two that read, on one PostgreSQL, Redis and blob folder.
  SCALED;

  /// The form that this run of the tests is about (`portolan.form`), one process by default.
  public static Form chosen() {
    var name =
        System.getProperty(
            "portolan.form", System.getenv().getOrDefault("PORTOLAN_FORM", "single"));
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  Registry start() {
    return switch (this) {
      case SINGLE -> Single.started();
      case SCALED -> Scaled.started();
    };
  }
}
