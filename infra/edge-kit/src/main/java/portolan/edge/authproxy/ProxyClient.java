package portolan.edge.authproxy;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import portolan.edge.outside.Hearsay;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with the authentication proxy.
///
/// Source: Harbor's `http_auth`; TokenReview of the Kubernetes API,
/// `authentication.k8s.io/v1beta1`.
final class ProxyClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 * 1024;

  private final ProxySettings settings;

  ProxyClient(ProxySettings settings) {
    this.settings = settings;
  }

  /// Whom the proxy knows by a token.
  record Reviewed(String name, List<String> groups) {}

  /// The token for a name and a password; empty when they do not go together.
  Mono<Optional<Secret>> signIn(String name, Secret password) {
    var basic = (name + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
    return client()
        .headers(headers ->
            headers.set("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic)))
        .post()
        .uri(settings.endpoint())
        .response((response, body) ->
            response.status().code() == 200
                ? text(body)
                    .map(
                        text -> Optional.of(new Secret(read(text).path("session_id").asString(""))))
                : Mono.just(Optional.<Secret>empty()))
        .next()
        .map(token -> token.filter(it -> !it.value().isEmpty()));
  }

  /// Whose token this is; empty when the proxy does not stand for it.
  Mono<Optional<Reviewed>> review(Secret token) {
    var question =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "apiVersion",
                    "authentication.k8s.io/v1beta1",
                    "kind",
                    "TokenReview",
                    "metadata",
                    Map.of(),
                    "spec",
                    Map.of("token", token.value())));
    return client()
        .headers(headers -> headers.set("Content-Type", "application/json"))
        .post()
        .uri(settings.reviewEndpoint())
        .send(ByteBufFlux.fromString(Mono.just(question)))
        .response((response, body) ->
            response.status().code() / 100 == 2
                ? text(body).map(text -> reviewed(read(text)))
                : Mono.just(Optional.<Reviewed>empty()))
        .next();
  }

  private static Optional<Reviewed> reviewed(JsonNode answer) {
    var status = answer.path("status");
    var name = Hearsay.text(status.path("user").path("username").asString(""));
    if (!status.path("authenticated").asBoolean(false) || name.isEmpty()) {
      return Optional.empty();
    }
    var groups =
        status
            .path("user")
            .path("groups")
            .valueStream()
            .map(group -> Hearsay.text(group.asString("")))
            .filter(group -> !group.isEmpty())
            .toList();
    return Optional.of(new Reviewed(name, groups));
  }

  private HttpClient client() {
    var client =
        HttpClient.newConnection()
            .followRedirect(false)
            .responseTimeout(PATIENCE)
            .headers(headers -> headers.set("Accept", "application/json"));
    return settings.verify() && settings.certificate().isBlank()
        ? client
        : client.secure(this::trusting);
  }

  private void trusting(SslProvider.SslContextSpec spec) {
    try {
      var context = SslContextBuilder.forClient();
      if (settings.verify()) {
        context.trustManager(
            new ByteArrayInputStream(settings.certificate().getBytes(StandardCharsets.UTF_8)));
        spec.sslContext(context.build());
      } else {
        context.trustManager(InsecureTrustManagerFactory.INSTANCE);
        spec.sslContext(context.endpointIdentificationAlgorithm(null).build());
      }
    } catch (SSLException e) {
      throw new IllegalStateException("the proxy's certificate cannot be used", e);
    }
  }

  /// What a proxy says that does not end is not read to its end, and says nothing.
  private static Mono<String> text(ByteBufFlux body) {
    return body.asByteArray()
        .scanWith(ByteArrayOutputStream::new, ProxyClient::with)
        .takeUntil(read -> read.size() > MOST_BYTES)
        .last()
        .timeout(PATIENCE)
        .map(read ->
            read.size() == 0 || read.size() > MOST_BYTES
                ? "{}"
                : read.toString(StandardCharsets.UTF_8));
  }

  private static ByteArrayOutputStream with(ByteArrayOutputStream read, byte[] piece) {
    read.writeBytes(piece);
    return read;
  }

  private static JsonNode read(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
