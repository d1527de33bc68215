package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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

/// An OIDC provider: Spring Authorization Server, with two people, over loopback HTTP.
final class IdentityProvider implements AutoCloseable {
  static final String CLIENT = "portolan";
  static final String SECRET = "Provider-Secret-1";
  static final String PASSWORD = "Astrolabe-17";
  private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  /// Who is in which groups; as the provider says from the next sign-in on.
  static final Map<String, List<String>> GROUPS = new ConcurrentHashMap<>();

  private static final Remembering AUTHORIZATIONS = new Remembering();

  private final int port = free();
  private final ConfigurableApplicationContext program;

  IdentityProvider(String callback) {
    var client = "spring.security.oauth2.authorizationserver.client.portolan.";
    var registration = client + "registration.";
    program =
        new SpringApplication(Setup.class)
            .run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.security.oauth2.authorizationserver.issuer=" + issuer(),
                "--" + registration + "client-id=" + CLIENT,
                "--" + registration + "client-secret={noop}" + SECRET,
                "--" + registration + "client-authentication-methods=client_secret_basic",
                "--" + registration + "authorization-grant-types=authorization_code,refresh_token",
                "--" + registration + "redirect-uris=" + callback,
                "--" + registration + "scopes=openid,profile,email",
                "--" + client + "require-proof-key=true");
  }

  String issuer() {
    return "http://127.0.0.1:" + port;
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
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      assertThat(get(browser, authorize).statusCode()).isEqualTo(302);
      var page = get(browser, URI.create(issuer() + "/login")).body();
      var hidden = HIDDEN.matcher(page);
      assertThat(hidden.find()).as(page).isTrue();
      var form =
          "username=%s&password=%s&_csrf=%s"
              .formatted(
                  name, PASSWORD, URLEncoder.encode(hidden.group(1), StandardCharsets.UTF_8));
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

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    OAuth2AuthorizationService authorizations() {
      return AUTHORIZATIONS;
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          User.withUsername("olga").password("{noop}" + PASSWORD).roles("USER").build(),
          User.withUsername("rita").password("{noop}" + PASSWORD).roles("USER").build());
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
