package portolan.edge.uaa;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import portolan.edge.outside.BoundedWeb;
import portolan.edge.outside.Certificates;
import portolan.edge.outside.Hearsay;
import portolan.language.user.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with a UAA. Blocking.
///
/// Source: RFC 6749, sections 4.3 and 5.2; UAA API, `/oauth/token` and `/userinfo`.
final class Uaa {
  /// What is said of us, and not of the person who signs in.
  private static final Set<String> OURS =
      Set.of("invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope");

  private final UaaSettings settings;
  private final BoundedWeb web;

  Uaa(UaaSettings settings) {
    this.settings = settings;
    this.web = BoundedWeb.believing(new Certificates(settings.verify()));
  }

  /// Whom the UAA knows by this name.
  record Person(String name, String realName, String email) {}

  /// The person whose name and password these are; empty when they do not go together.
  ///
  /// @throws IOException when the UAA does not answer, or does not take us for its client
  Optional<Person> prove(String name, Secret password) throws IOException {
    var token = token(name, password);
    return token.isPresent() ? Optional.of(described(name, token.get())) : Optional.empty();
  }

  private Optional<String> token(String name, Secret password) throws IOException {
    var form =
        "grant_type=password&username=%s&password=%s"
            .formatted(encoded(name), encoded(password.value()));
    var answer =
        web.ask(
            request("/oauth/token")
                .header("Authorization", "Basic " + client())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    var said = json(answer);
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(text(said, "access_token")).filter(it -> !it.isEmpty());
      case 400, 401 -> {
        if (OURS.contains(text(said, "error"))) {
          throw new IOException("the UAA does not take us for its client");
        }
        yield Optional.empty();
      }
      default -> throw new IOException("the UAA answers " + answer.statusCode());
    };
  }

  /// The name is the UAA's own: it takes others for the same person, such as another case.
  private Person described(String typed, String token) throws IOException {
    var answer = web.ask(request("/userinfo").header("Authorization", "Bearer " + token));
    if (answer.statusCode() != 200) {
      throw new IOException("the UAA answers " + answer.statusCode() + " when asked who it is");
    }
    var said = json(answer);
    var name = text(said, "user_name");
    return new Person(name.isEmpty() ? typed : name, text(said, "name"), text(said, "email"));
  }

  private HttpRequest.Builder request(String path) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(settings.endpoint() + path))
          .header("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw new IOException("the address of the UAA is none", e);
    }
  }

  private String client() {
    var both = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret().value());
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException("the UAA does not speak JSON", e);
    }
  }

  private static String text(JsonNode said, String field) {
    return Hearsay.text(said.path(field).asString(""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
