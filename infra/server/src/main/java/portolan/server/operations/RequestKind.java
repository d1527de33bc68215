package portolan.server.operations;

import java.util.Locale;

/// What a request is about, as coarse as a metric's label should be: never a name that a caller
/// chose.
enum RequestKind {
  BASE,
  CATALOG,
  MANIFEST,
  BLOB,
  UPLOAD,
  TAGS,
  REFERRERS,
  TOKEN,
  API,
  PROBE,
  OTHER;

  /// Reads the kind from a raw path.
  static RequestKind of(String path) {
    if (path.startsWith("/v2")) {
      return registry(path);
    }
    if (path.startsWith("/api/")) {
      return API;
    }
    if (path.startsWith("/service/token")) {
      return TOKEN;
    }
    return path.equals("/livez") || path.equals("/readyz") || path.equals("/metrics")
        ? PROBE
        : OTHER;
  }

  private static RequestKind registry(String path) {
    if (path.length() <= 4) {
      return BASE;
    }
    // The kind is the last but one word, and an upload's the last but two: look from the end.
    if (path.contains("/manifests/")) {
      return MANIFEST;
    }
    if (path.contains("/blobs/")) {
      return path.contains("/blobs/uploads") ? UPLOAD : BLOB;
    }
    if (path.endsWith("/tags/list")) {
      return TAGS;
    }
    if (path.contains("/referrers/")) {
      return REFERRERS;
    }
    return path.startsWith("/v2/_catalog") ? CATALOG : OTHER;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
