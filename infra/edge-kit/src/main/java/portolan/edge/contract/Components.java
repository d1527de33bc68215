package portolan.edge.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// What many operations share in the description: forms, refusals, headers, ways of signing in.
final class Components {
  private static final Map<String, Object> HEADERS =
      Ordered.of(
          "X-Request-ID", "the number of this request in the log and in the history",
          "X-Total-Count", "how many there are over all pages",
          "Link", "the paths of the page before and of the next one",
          "Location", "the path of what was made, or where to go on");
  private static final List<Integer> REFUSALS =
      List.of(400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 501, 503);

  /// By any of them.
  static final List<Map<String, Object>> SECURITY =
      List.of(
          Ordered.of("basic", List.of()),
          Ordered.of("idToken", List.of()),
          Ordered.of("session", List.of(), "csrf", List.of()));

  /// Without signing in, and from no other site.
  static final List<Map<String, Object>> FROM_OUR_PAGES = List.of(Ordered.of("csrf", List.of()));

  private Components() {}

  static Map<String, Object> all() {
    var components = new LinkedHashMap<String, Object>();
    components.put("schemas", Forms.all());
    components.put("responses", refusals());
    components.put("headers", headers());
    components.put("securitySchemes", securitySchemes());
    return components;
  }

  static Map<String, Object> refusal(int status) {
    return Ordered.of("$ref", "#/components/responses/" + status);
  }

  static Map<String, Object> header(String name) {
    return Ordered.of("$ref", "#/components/headers/" + name);
  }

  private static Map<String, Object> refusals() {
    var refusals = new LinkedHashMap<String, Object>();
    for (int status : REFUSALS) {
      refusals.put(
          Integer.toString(status),
          Ordered.of(
              "description",
              HttpStatus.valueOf(status).getReasonPhrase(),
              "content",
              Ordered.of("application/json", Ordered.of("schema", Forms.type("Errors")))));
    }
    return refusals;
  }

  private static Map<String, Object> headers() {
    var headers = new LinkedHashMap<String, Object>();
    HEADERS.forEach((name, text) ->
        headers.put(
            name,
            Ordered.of(
                "description",
                text,
                "schema",
                Forms.type(name.equals("X-Total-Count") ? "integer" : "string"))));
    return headers;
  }

  private static Map<String, Object> securitySchemes() {
    return Ordered.of(
        "basic",
        Ordered.of(
            "type", "http",
            "scheme", "basic",
            "description", "a person with password or CLI secret, or a robot with its secret"),
        "idToken",
        Ordered.of(
            "type", "http",
            "scheme", "bearer",
            "description", "an identity token of the OIDC provider that is set"),
        "session",
        Ordered.of(
            "type", "apiKey",
            "in", "cookie",
            "name", "sid",
            "description", "from signing in at /c/login or at the provider"),
        "csrf",
        Ordered.of(
            "type", "apiKey",
            "in", "header",
            "name", "X-Harbor-CSRF-Token",
            "description",
                "goes with a session where something is changed; the answer to any request carries"
                    + " the next one"));
  }
}
