package portolan.acceptance.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import portolan.acceptance.running.Registry;
import tools.jackson.databind.json.JsonMapper;

/// Somebody's connection to the registry.
///
/// Every call fails when the registry answers 5xx or lets its inside be seen.
public final class Client {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<Registry, HttpClient> SHARED = new WeakHashMap<>();
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat (java|portolan|reactor|org\\.)|SQLSTATE|org\\.postgresql|portolan\\.\\w+\\.");

  /// What is left for later; no fault.
  private static final int LATER = 501;

  private final Registry registry;
  private final HttpClient http;
  private final Optional<String> authorization;
  private final boolean forgiving;

  private Client(Registry registry, Optional<String> authorization, boolean forgiving) {
    this.registry = registry;
    this.http = shared(registry);
    this.authorization = authorization;
    this.forgiving = forgiving;
  }

  private static synchronized HttpClient shared(Registry registry) {
    return SHARED.computeIfAbsent(
        registry,
        it ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(it.trust())
                .build());
  }

  /// Somebody who signs in with every call.
  public static Client of(Registry registry, Person person) {
    return new Client(registry, Optional.of(person.basic()), false);
  }

  /// Somebody who does not sign in.
  public static Client anonymous(Registry registry) {
    return new Client(registry, Optional.empty(), false);
  }

  /// The same, with a token in place of the password.
  public Client bearing(String token) {
    return new Client(registry, Optional.of("Bearer " + token), forgiving);
  }

  /// The same, for a registry that is being killed: 5xx is an answer like any other.
  public Client forgiving() {
    return new Client(registry, authorization, true);
  }

  public Registry registry() {
    return registry;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String... headers) {
    return send("POST", path, BodyPublishers.noBody(), headers);
  }

  /// Sends a value as JSON.
  public Answer send(String method, String path, Object json) {
    var body = json instanceof String text ? text : JSON.writeValueAsString(json);
    return send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  /// Sends bytes of a length that is said beforehand.
  public Answer upload(String method, String path, byte[] body, String... headers) {
    return send(method, path, BodyPublishers.ofByteArray(body), headers);
  }

  /// Sends a body whose length is not said beforehand.
  public Answer stream(String method, String path, InputStream body, String... headers) {
    return send(method, path, BodyPublishers.ofInputStream(() -> body), headers);
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(registry.address() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    authorization.ifPresent(value -> request.header("Authorization", value));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = exchanged(request.build());
      return checked(
          new Answer(
              method + " " + path, response.statusCode(), response.headers(), response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A connection that was kept may be closed by the other side at the moment when it is used
  /// again; like every client, this one then asks once more.
  private HttpResponse<byte[]> exchanged(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      if (forgiving || !String.valueOf(e.getMessage()).contains("received no bytes")) {
        throw e;
      }
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }

  private Answer checked(Answer answer) {
    if (answer.status() >= 500 && answer.status() != LATER && !forgiving) {
      throw new AssertionError("no answer may be 5xx: " + answer);
    }
    if (answer.status() >= 400 && INSIDE.matcher(answer.text()).find()) {
      throw new AssertionError("the inside is seen: " + answer);
    }
    return answer;
  }
}
