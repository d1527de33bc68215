package portolan.server.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portolan.language.oci.Digest;
import portolan.server.configuration.Settings;

/// One client of a [Rehearsal], with a repository of its own and one connection.
final class RehearsingClient {
  private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  private static final String BYTES = "application/octet-stream";
  private static final int LAYER = 4 << 10;
  private static final int LARGE_LAYER = 2 << 20;
  private static final List<String> LISTS =
      List.of(
          "projects",
          "projects/library/repositories",
          "projects/library/artifacts?with_tag=true",
          "statistics",
          "users/current",
          "audit-logs");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String server;
  private final String repository;
  private final String basic;
  private final String bearer;

  RehearsingClient(Settings settings, String repository) {
    this.server = "http://127.0.0.1:" + settings.port();
    this.repository = repository;
    var person = "admin:" + settings.adminPassword();
    this.basic =
        "Basic " + Base64.getEncoder().encodeToString(person.getBytes(StandardCharsets.UTF_8));
    this.bearer = "Bearer " + token();
  }

  private String token() {
    ask(401, "/v2/", "");
    var scope = "repository:" + repository + ":pull,push,delete";
    var path = "/service/token?service=harbor-registry&scope=" + scope;
    var found = TOKEN.matcher(text(ask(200, path, basic)));
    if (!found.find()) {
      throw new IllegalStateException("no token in the answer");
    }
    return found.group(1);
  }

  /// As clients do: each blob is asked for first, then sent, and then the manifest.
  void push(String tag) {
    var config = pushBlob(bytes(200));
    var layers = Stream.generate(() -> pushBlob(bytes(LAYER))).limit(3).toList();
    registry(201, "PUT", "manifests/" + tag, IMAGE, manifest(config, layers));
  }

  private Blob pushBlob(byte[] bytes) {
    var blob = new Blob(Digest.of(bytes), bytes.length);
    registry(404, "HEAD", "blobs/" + blob.digest());
    var upload = registry(202, "POST", "blobs/uploads/");
    complete(upload, blob, bytes);
    registry(200, "HEAD", "blobs/" + blob.digest());
    return blob;
  }

  private void complete(HttpResponse<byte[]> upload, Blob blob, byte[] rest) {
    var path = place(upload);
    var last = path + (path.contains("?") ? "&" : "?") + "digest=" + blob.digest();
    ask(201, "PUT", last, bearer, BYTES, rest);
  }

  private static String place(HttpResponse<byte[]> upload) {
    var location = URI.create(upload.headers().firstValue("Location").orElseThrow());
    var query = location.getRawQuery();
    return location.getRawPath() + (query == null ? "" : "?" + query);
  }

  /// As clients do, and with the questions of those that have most of it already.
  void pull(String tag) {
    registry(200, "HEAD", "manifests/" + tag);
    var manifest = registry(200, "GET", "manifests/" + tag);
    registry(200, "GET", "manifests/" + Digest.of(manifest.body()));
    Pattern.compile("sha256:[0-9a-f]{64}")
        .matcher(text(manifest))
        .results()
        .forEach(digest -> registry(200, "GET", "blobs/" + digest.group()));
  }

  /// What is asked less often, by people and by tools.
  void lookAround() {
    var large = bytes(LARGE_LAYER);
    var blob = new Blob(Digest.of(large), large.length);
    var upload = registry(202, "POST", "blobs/uploads/");
    var more = ask(202, "PATCH", place(upload), bearer, BYTES, large);
    complete(more, blob, new byte[0]);
    registry(200, "GET", "blobs/" + blob.digest());
    registry(201, "POST", "blobs/uploads/?mount=" + blob.digest() + "&from=" + repository);
    registry(200, "GET", "tags/list?n=100");
    registry(200, "GET", "referrers/" + blob.digest());
    for (var list : LISTS) {
      ask(200, "/api/v2.0/" + list, basic);
    }
  }

  private HttpResponse<byte[]> registry(int expected, String method, String path) {
    return registry(expected, method, path, "", new byte[0]);
  }

  private HttpResponse<byte[]> registry(
      int expected, String method, String path, String type, byte[] body) {
    return ask(expected, method, "/v2/" + repository + "/" + path, bearer, type, body);
  }

  private HttpResponse<byte[]> ask(int expected, String path, String who) {
    return ask(expected, "GET", path, who, "", new byte[0]);
  }

  private HttpResponse<byte[]> ask(
      int expected, String method, String path, String who, String type, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!who.isEmpty()) {
      request.header("Authorization", who);
    }
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, path, answer.statusCode(), text(answer)));
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("%s %s: %s".formatted(method, path, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] manifest(Blob config, List<Blob> layers) {
    var described = layers.stream().map(layer -> layer.described("layer.v1.tar")).toList();
    return """
    {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
    """
        .formatted(IMAGE, config.described("config.v1+json"), String.join(",", described))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private record Blob(Digest digest, int size) {
    String described(String kind) {
      return """
      {"mediaType":"application/vnd.oci.image.%s","digest":"%s","size":%d}\
      """
          .formatted(kind, digest, size);
    }
  }
}
