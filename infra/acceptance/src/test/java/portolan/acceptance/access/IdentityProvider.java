package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Certificate;
import portolan.acceptance.running.Ports;
import tools.jackson.databind.json.JsonMapper;

/// An OIDC provider: Spring Authorization Server, with four people and two clients, over loopback.
final class IdentityProvider implements AutoCloseable {
  static final String CLIENT = "portolan";
  static final String SECRET = "Provider-Secret-1";
  static final String PASSWORD = "Astrolabe-17";

  /// A client that is not the registry.
  static final String OTHER = "other";

  /// What tokens are signed with.
  static final RSAKey KEY = WorkloadProvider.key("provider");

  private static final Pattern CODE = Pattern.compile("code=([^&]+)");
  private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  /// Who is in which groups; as the provider says from the next sign-in on.
  static final Map<String, List<String>> GROUPS = new ConcurrentHashMap<>();

  private static final Remembering AUTHORIZATIONS = new Remembering();

  private final int port = Ports.free();
  private final String callback;
  private final Optional<Certificate> certificate;
  private final ConfigurableApplicationContext program;

  IdentityProvider(String callback) {
    this(callback, Optional.empty());
  }

  /// @param certificate to speak TLS with
  IdentityProvider(String callback, Optional<Certificate> certificate) {
    this.callback = callback;
    this.certificate = certificate;
    var settings =
        Stream.of(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--spring.security.oauth2.authorizationserver.issuer=" + issuer());
    program =
        new SpringApplication(Setup.class)
            .run(
                Stream.of(settings, tls(), client(CLIENT), client(OTHER))
                    .flatMap(Function.identity())
                    .toArray(String[]::new));
  }

  private Stream<String> tls() {
    return certificate.stream()
        .flatMap(it ->
            Stream.of(
                "--server.ssl.certificate=file:" + it.chain(),
                "--server.ssl.certificate-private-key=file:" + it.key()));
  }

  /// No two clients may have the same.
  private static String secret(String client) {
    return client.equals(CLIENT) ? SECRET : SECRET + client;
  }

  private Stream<String> client(String name) {
    var client = "--spring.security.oauth2.authorizationserver.client." + name + ".";
    var registration = client + "registration.";
    return Stream.of(
        registration + "client-id=" + name,
        registration + "client-secret={noop}" + secret(name),
        registration + "client-authentication-methods=client_secret_basic",
        registration + "authorization-grant-types=authorization_code,refresh_token",
        registration + "redirect-uris=" + callback,
        registration + "scopes=openid,profile,email",
        client + "require-proof-key=true");
  }

  String issuer() {
    return certificate.isPresent() ? "https://localhost:" + port : "http://127.0.0.1:" + port;
  }

  /// The provider knows nothing of earlier sign-ins any more.
  void forgetEverybody() {
    AUTHORIZATIONS.forget();
  }

  /// Signs a person in as a browser would.
  ///
  /// @param authorize where the registry has sent the browser
  /// @return where the provider sends it back to
  URI signIn(URI authorize, String name) throws IOException, InterruptedException {
    try (var browser =
        http()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      assertThat(get(browser, authorize).statusCode()).isEqualTo(302);
      var page = get(browser, URI.create(issuer() + "/login")).body();
      var hidden = HIDDEN.matcher(page);
      assertThat(hidden.find()).as(page).isTrue();
      var form =
          "username=%s&password=%s&_csrf=%s".formatted(name, PASSWORD, encoded(hidden.group(1)));
      var sent =
          browser.send(
              HttpRequest.newBuilder(URI.create(issuer() + "/login"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString());
      var back = get(browser, URI.create(issuer()).resolve(location(sent)));
      return location(back);
    }
  }

  /// The id token that the provider gives to one of its clients about a person who signs in.
  String idToken(String client, String name) throws IOException, InterruptedException {
    var verifier = "a-verifier-of-at-least-forty-three-characters";
    var authorize =
        "%s/oauth2/authorize?response_type=code&client_id=%s&scope=openid%%20profile&redirect_uri=%s"
            + "&code_challenge_method=S256&code_challenge=%s";
    var start = authorize.formatted(issuer(), client, encoded(callback), sha256(verifier));
    var code = CODE.matcher(signIn(URI.create(start), name).getRawQuery());
    assertThat(code.find()).isTrue();
    var form =
        "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s"
            .formatted(code.group(1), encoded(callback), verifier);
    try (var http = http().build()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/token"))
                  .header("Authorization", new Person(client, secret(client)).basic())
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body()).path("id_token").asString();
    }
  }

  private HttpClient.Builder http() {
    var builder = HttpClient.newBuilder();
    certificate.map(Certificate::trust).ifPresent(builder::sslContext);
    return builder;
  }

  private static String sha256(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(HttpClient browser, URI where)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(where).header("Accept", "text/html").build(),
        BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer + " " + answer.body())));
  }

  @Override
  public void close() {
    program.close();
  }

  /// Keeps in mind what it has stored.
  private static final class Remembering implements OAuth2AuthorizationService {
    private final Map<String, OAuth2Authorization> all = new ConcurrentHashMap<>();
    private final InMemoryOAuth2AuthorizationService service =
        new InMemoryOAuth2AuthorizationService();

    void forget() {
      all.values().forEach(service::remove);
      all.clear();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
      all.put(authorization.getId(), authorization);
      service.save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
      all.remove(authorization.getId());
      service.remove(authorization);
    }

    @Override
    public OAuth2Authorization findById(String id) {
      return service.findById(id);
    }

    @Override
    public OAuth2Authorization findByToken(
        String token,
        org.springframework.security.oauth2.server.authorization.OAuth2TokenType type) {
      return service.findByToken(token, type);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Setup {
    @Bean
    JWKSource<SecurityContext> keys() {
      return new ImmutableJWKSet<>(new JWKSet(KEY));
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
      return AUTHORIZATIONS;
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          Stream.of("olga", "rita", "uma", "ada")
              .map(name -> User.withUsername(name).password("{noop}" + PASSWORD).build())
              .toList());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return context -> {
        if (context.getTokenType().getValue().equals("id_token")) {
          var name = context.getPrincipal().getName();
          context
              .getClaims()
              .claim("name", "Person " + name)
              .claim("email", name + "@example.org")
              .claim("groups", List.copyOf(GROUPS.getOrDefault(name, List.of())));
        }
      };
    }
  }
}
