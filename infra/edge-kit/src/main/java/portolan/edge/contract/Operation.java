package portolan.edge.contract;

import java.util.List;

/// A line of the table of operations.
///
/// @param area its heading
/// @param method GET, HEAD, POST, PUT, PATCH or DELETE
/// @param path from the root, with variables in braces
/// @param id what generated clients call it
/// @param success its status when all is well; 501 when it is left for later
/// @param answer the form of its answer's body, empty when it has none
/// @param refusals further statuses that are particular to it
/// @param takes what its handler reads beside its declared parameters
/// @param summary what it does, in a few words
record Operation(
    String area,
    String method,
    String path,
    String id,
    Who who,
    int success,
    String answer,
    List<Integer> refusals,
    List<Taken> takes,
    String summary) {
  private static final int LATER = 501;

  /// Something that a handler reads by itself.
  ///
  /// @param type as the forms have it
  record Taken(String name, String type, Place place, boolean required) {

    enum Place {
      QUERY,
      FORM,
      BODY
    }

    /// Reads `NAME`, `NAME:TYPE`, `NAME!`, `NAME[]`, `NAME=form`, `NAME=body`.
    static Taken of(String word) {
      var place =
          word.endsWith("=form") ? Place.FORM : word.endsWith("=body") ? Place.BODY : Place.QUERY;
      var rest = word.replaceFirst("=.*", "");
      boolean required = rest.endsWith("!");
      boolean several = rest.endsWith("[]");
      var parts = rest.replaceFirst("(!|\\[\\])$", "").split(":");
      var type = several ? "string[]" : parts.length == 1 ? "string" : parts[1];
      return new Taken(parts[0], type, place, required);
    }
  }

  boolean later() {
    return success == LATER;
  }

  /// What tells it from all others: the method, and the path whatever its variables are called.
  String key() {
    return key(method, path);
  }

  static String key(String method, String path) {
    return method + " " + path.replaceAll("\\{[^/]*}", "{}").replaceFirst("(.)/$", "$1");
  }
}
