package portolan.edge.oci;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;

/// Reads one path.
final class V2PathParser {
  private static final V2Path BASE = new V2Path.Base();
  private static final V2Path CATALOG = new V2Path.Catalog();
  private static final int NAME_START = "/v2/".length();
  private static final String UPLOADS = "/blobs/uploads/";
  private static final int LONGEST = 1024;
  private static final String FORM =
      "names have the form HOST/project/repository, two parts or more";
  private static final String LETTERS =
      "names are lowercase letters and digits joined by '.', '_' or '-', 255 characters at most";

  private final String raw;

  V2PathParser(String raw) {
    this.raw = raw;
  }

  V2Path parse() {
    if (raw.equals("/v2/") || raw.equals("/v2")) {
      return BASE;
    }
    if (raw.equals("/v2/_catalog")) {
      return CATALOG;
    }
    if (raw.endsWith("/_catalog")) {
      return new V2Path.Malformed(new Refusal.RepositoryUnknown("_catalog"));
    }
    return unclean().orElseGet(this::byLastParts);
  }

  private V2Path byLastParts() {
    if (raw.endsWith(UPLOADS)) {
      return named(raw.length() - UPLOADS.length(), V2Path.Uploads::new);
    }
    int last = raw.lastIndexOf('/');
    int kind = raw.lastIndexOf('/', last - 1);
    if (kind < 0) {
      return malformed(raw.substring(last + 1), FORM);
    }
    var end = raw.substring(last + 1);
    return switch (raw.substring(kind + 1, last)) {
      case "manifests" -> manifest(kind, end);
      case "blobs" ->
          end.equals("uploads")
              ? named(kind, V2Path.Uploads::new)
              : digest(kind, end, V2Path.Blob::new);
      case "referrers" -> digest(kind, end, V2Path.Referrers::new);
      case "tags" -> end.equals("list") ? named(kind, V2Path.Tags::new) : unknown();
      case "uploads" -> upload(kind, end);
      default -> unknown();
    };
  }

  private V2Path upload(int uploads, String session) {
    int blobs = raw.lastIndexOf('/', uploads - 1);
    return blobs >= 0 && raw.substring(blobs + 1, uploads).equals("blobs")
        ? named(blobs, name -> new V2Path.Upload(name, session))
        : unknown();
  }

  private V2Path manifest(int nameEnd, String end) {
    if (end.indexOf(':') >= 0 || end.indexOf('%') >= 0) {
      return digest(
          nameEnd,
          end,
          (name, digest) -> new V2Path.Manifest(name, new Reference.ByDigest(digest)));
    }
    return named(
        nameEnd,
        name ->
            TagName.isValid(end)
                ? new V2Path.Manifest(name, new Reference.ByTag(new TagName(end)))
                : new V2Path.Malformed(new Refusal.TagInvalid(end)));
  }

  private V2Path digest(int nameEnd, String text, BiFunction<RepositoryName, Digest, V2Path> path) {
    return named(nameEnd, name -> withDigest(name, text, path));
  }

  private static V2Path withDigest(
      RepositoryName name, String text, BiFunction<RepositoryName, Digest, V2Path> path) {
    try {
      return path.apply(name, Digests.read(text));
    } catch (IllegalArgumentException e) {
      return new V2Path.Malformed(Digests.invalid(text));
    }
  }

  private V2Path named(int nameEnd, Function<RepositoryName, V2Path> path) {
    var name = nameEnd > NAME_START ? raw.substring(NAME_START, nameEnd) : "";
    if (name.indexOf('/') < 0) {
      return malformed(name, FORM);
    }
    RepositoryName repository;
    try {
      repository = RepositoryName.of(name);
    } catch (IllegalArgumentException e) {
      return malformed(name, LETTERS);
    }
    return path.apply(repository);
  }

  /// Refuses what no name, tag, digest or session can contain, before anything is looked at.
  private Optional<V2Path> unclean() {
    if (raw.length() > LONGEST) {
      return Optional.of(malformed(raw, "the path is too long"));
    }
    int last = raw.lastIndexOf('/');
    for (int i = NAME_START; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c > '~' || c == '\\' || (c == '%' && i < last)) {
        return Optional.of(malformed(raw, LETTERS));
      }
      if (c == '/' && (raw.charAt(i - 1) == '/' || dots(i))) {
        return Optional.of(malformed(raw, "a path has no empty part, '.' or '..'"));
      }
    }
    return dots(raw.length()) || encoded(last)
        ? Optional.of(malformed(raw, "a path has no '.', '..' or encoded character"))
        : Optional.empty();
  }

  /// Whether the part that ends before `end` is `.` or `..`.
  private boolean dots(int end) {
    return raw.startsWith("/.", end - 2) || raw.startsWith("/..", end - 3);
  }

  private boolean encoded(int last) {
    int percent = raw.indexOf('%', last);
    return percent >= 0
        && (!raw.regionMatches(true, percent, "%3A", 0, 3) || raw.indexOf('%', percent + 1) >= 0);
  }

  private V2Path unknown() {
    return malformed(
        raw.substring(NAME_START),
        "after the name comes /manifests/, /blobs/, /tags/list or /referrers/; " + FORM);
  }

  private static V2Path malformed(String name, String why) {
    return new V2Path.Malformed(new Refusal.NameInvalid(name, why));
  }
}
